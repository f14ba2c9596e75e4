-- Up Migration

-- Accounts combined into one, and what each was before: kept until undoing is no longer possible (90 days).
CREATE TABLE roll_ups (
  id text COLLATE "C" PRIMARY KEY,
  body json NOT NULL
);
CREATE TABLE roll_up_members (
  customer_id text COLLATE "C" NOT NULL,
  roll_up_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (customer_id, roll_up_id)
);

-- Deleted customers are few, and asked for by nobody but an Admin.
CREATE INDEX deleted_customers ON documents (id) WHERE collection = 'customers' AND body ->> 'status' = 'deleted';
