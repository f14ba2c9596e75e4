-- Up Migration

-- Ids and search words compare byte by byte, whatever the database's own collation, so that every process and the
-- in-memory twin lock and list in the same order. Bodies are json, not jsonb: they are read and written as a whole.
-- Instants are milliseconds.

-- What is true of the whole database. Whoever changes account, users, registers, programs or epoch holds this row.
CREATE TABLE server (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  epoch_number integer,
  epoch_random text,
  account_id text,
  account_name text NOT NULL DEFAULT '',
  decisions_through bigint NOT NULL DEFAULT 0,
  decisions_baseline bigint NOT NULL DEFAULT 0
);
INSERT INTO server DEFAULT VALUES;

-- Register logs: one row each, locked while a batch of it is judged.
CREATE TABLE logs (
  register_id text COLLATE "C" NOT NULL,
  log_id text COLLATE "C" NOT NULL,
  sequence bigint NOT NULL,
  hash text NOT NULL,
  order_instant bigint,
  parked bigint[] NOT NULL DEFAULT '{}',
  disagreed boolean NOT NULL DEFAULT false,
  begun_at bigint NOT NULL,
  PRIMARY KEY (register_id, log_id)
);

CREATE TABLE entries (
  register_id text COLLATE "C" NOT NULL,
  log_id text COLLATE "C" NOT NULL,
  sequence bigint NOT NULL,
  effect_id text NOT NULL,
  kind text NOT NULL,
  hash text NOT NULL,
  content_hash text NOT NULL,
  received_at bigint NOT NULL,
  order_instant bigint,
  verdict text NOT NULL,
  verdict_json json NOT NULL,
  entry json NOT NULL,
  PRIMARY KEY (register_id, log_id, sequence)
);
CREATE INDEX entries_parked ON entries (register_id, log_id, sequence) WHERE verdict = 'parked';

-- Entries under a name that other content has: nothing that arrived is dropped.
CREATE TABLE misnamed_entries (
  register_id text COLLATE "C" NOT NULL,
  log_id text COLLATE "C" NOT NULL,
  sequence bigint NOT NULL,
  content_hash text NOT NULL,
  received_at bigint NOT NULL,
  entry json NOT NULL,
  PRIMARY KEY (register_id, log_id, sequence, content_hash)
);

-- Which entry gave effect to an effect id: once, in whatever log it arrives.
CREATE TABLE effects (
  effect_id text COLLATE "C" PRIMARY KEY,
  content_hash text NOT NULL,
  register_id text NOT NULL,
  log_id text NOT NULL,
  sequence bigint NOT NULL
);

-- Everything registers see. A customer's row is also its lock; body is null while nobody spoke of it in earnest.
CREATE TABLE documents (
  collection text NOT NULL,
  id text COLLATE "C" NOT NULL,
  owner text COLLATE "C",
  body json,
  PRIMARY KEY (collection, id)
);
CREATE INDEX documents_of_owner ON documents (owner, collection) WHERE owner IS NOT NULL;

-- Locked for a key before anybody claims it. `claims`: active customers with it, the oldest first.
CREATE TABLE identifiers (
  kind text NOT NULL,
  key text COLLATE "C" NOT NULL,
  claims json NOT NULL DEFAULT '[]',
  PRIMARY KEY (kind, key)
);

CREATE TABLE search_words (
  word text COLLATE "C" NOT NULL,
  customer_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (word, customer_id)
);

CREATE TABLE lost_values (
  customer_id text COLLATE "C" NOT NULL,
  stamp text COLLATE "C" NOT NULL,
  field text COLLATE "C" NOT NULL,
  won_by text COLLATE "C" NOT NULL,
  value json NOT NULL,
  PRIMARY KEY (customer_id, stamp, field, won_by)
);

-- One counter per feed: locked last in a commit, so that sequences are dense and in commit order.
CREATE TABLE feeds (
  name text COLLATE "C" PRIMARY KEY,
  head bigint NOT NULL DEFAULT 0,
  forgotten_through bigint NOT NULL DEFAULT 0
);

-- One row per document: a newer place replaces the older.
CREATE TABLE feed_rows (
  feed text COLLATE "C" NOT NULL,
  collection text NOT NULL,
  document_id text COLLATE "C" NOT NULL,
  sequence bigint NOT NULL,
  leaves boolean NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (feed, collection, document_id)
);
CREATE UNIQUE INDEX feed_rows_in_order ON feed_rows (feed, sequence);
CREATE INDEX feed_rows_leaving ON feed_rows (at) WHERE leaves;

-- One random stamp per feed and commit: a checkpoint of a history that a restore undid shows another one.
CREATE TABLE feed_commits (
  feed text COLLATE "C" NOT NULL,
  last_sequence bigint NOT NULL,
  stamp text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (feed, last_sequence)
);

CREATE TABLE registers (
  id text COLLATE "C" PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,
  body json NOT NULL
);

CREATE TABLE join_codes (
  code_hash text PRIMARY KEY,
  body json NOT NULL
);

-- How PINs are verified; never in a document, so never in a feed.
CREATE TABLE user_verifiers (
  user_id text PRIMARY KEY,
  verifier text NOT NULL
);

-- Users and programs as they were: entries are judged by the role and the rules of their time.
CREATE TABLE user_versions (
  user_id text COLLATE "C" NOT NULL,
  valid_from bigint NOT NULL,
  body json NOT NULL,
  PRIMARY KEY (user_id, valid_from)
);
CREATE TABLE program_versions (
  program_id text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  body json NOT NULL,
  PRIMARY KEY (program_id, version)
);

-- Log 0: the server's own decisions.
CREATE TABLE decisions (
  number bigint PRIMARY KEY,
  signature text NOT NULL UNIQUE,
  body json NOT NULL
);

CREATE TABLE audit (
  id text COLLATE "C" PRIMARY KEY,
  at bigint NOT NULL,
  body json NOT NULL
);
CREATE INDEX audit_in_order ON audit (at, id);
