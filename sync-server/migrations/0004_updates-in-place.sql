-- Up Migration

-- An index that looks into `body` keeps every update of a document from staying on its page, and has the database read
-- a customer's JSON at every write. So deleted customers are named in a table; one that was restored may stay in it.
DROP INDEX deleted_customers;
CREATE TABLE deleted_customers (
  id text COLLATE "C" PRIMARY KEY
);
INSERT INTO deleted_customers
  SELECT id FROM documents WHERE collection = 'customers' AND body ->> 'status' = 'deleted';

-- Room on a page for what its documents become next; and up to half a page of text is not worth being compressed again
-- at every visit.
ALTER TABLE documents SET (fillfactor = 85, toast_tuple_target = 4080);
