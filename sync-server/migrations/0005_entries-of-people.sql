-- Up Migration

-- Entries with something personal of a customer, for erasing it: without this every erasure reads every sale there is.
-- Only kinds whose shape was checked are looked into, so that no odd entry ever fails here.
CREATE INDEX entries_of_people ON entries ((entry -> 'facts' ->> 'customerId'))
  WHERE kind IN ('customer-added', 'customer-edited');
