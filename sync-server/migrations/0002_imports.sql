-- Up Migration

-- Uploads of customer lists. Rows lie aside until the whole list is carried out in one commit, and are gone then.
CREATE TABLE imports (
  id text COLLATE "C" PRIMARY KEY,
  begun_at bigint NOT NULL,
  body json NOT NULL
);
CREATE TABLE import_rows (
  import_id text COLLATE "C" NOT NULL,
  row_number integer NOT NULL,
  body json NOT NULL,
  PRIMARY KEY (import_id, row_number)
);

-- Who came of an import, with the points brought along, so that it can be taken back as a whole.
CREATE TABLE import_members (
  import_id text COLLATE "C" NOT NULL,
  customer_id text COLLATE "C" NOT NULL,
  points integer NOT NULL,
  PRIMARY KEY (import_id, customer_id)
);

-- How many rows are carried out. Written beside the import's own commit, so that others can see it meanwhile.
CREATE TABLE import_progress (
  import_id text COLLATE "C" PRIMARY KEY,
  done integer NOT NULL
);
