import { entryKinds } from '../../../core/log/kinds';
import type { EntryRow, MisnamedEntryRow } from '../rows';
import type { StoreTransaction } from '../store';
import { withoutPerson } from '../without-person';
import { sql, type Run } from './statement';

const LOST_VALUES = sql('erase-lost-values', 'DELETE FROM lost_values WHERE customer_id = ANY ($1::text[])');

/**
 * Emails and phones that nobody claims, also those that were only asked about. Whoever holds such a row is about to
 * claim it, or has it taken away the next time.
 */
const UNCLAIMED = sql(
  'erase-unclaimed-identifiers',
  `DELETE FROM identifiers WHERE (kind, key) IN (
     SELECT kind, key FROM identifiers WHERE claims::text = '[]' FOR UPDATE SKIP LOCKED)`,
);

/** By the index `entries_of_people`. */
const ENTRIES = sql(
  'erase-entries',
  `UPDATE entries SET entry = (entry::jsonb || '{"personal": null}')::json
    WHERE kind IN ('customer-added', 'customer-edited') AND entry -> 'facts' ->> 'customerId' = ANY ($1::text[])
      AND entry ->> 'personal' IS NOT NULL`,
);

/** What has no shape we know may hold text that no JSON function of the database takes, so it is only searched. */
const NAMING = 'EXISTS (SELECT FROM unnest($1::text[]) AS named (id) WHERE strpos(entry::text, named.id) > 0)';
const ODD = sql(
  'odd-entries-naming',
  `SELECT register_id AS "registerId", log_id AS "logId", sequence, entry FROM entries
    WHERE verdict = 'parked' AND kind <> ALL ($2::text[]) AND ${NAMING}`,
);
const ERASE_ODD = sql(
  'erase-odd-entry',
  'UPDATE entries SET entry = $4 WHERE register_id = $1 AND log_id = $2 AND sequence = $3',
);
const MISNAMED = sql(
  'misnamed-entries-naming',
  `SELECT register_id AS "registerId", log_id AS "logId", sequence, content_hash AS "contentHash", entry
     FROM misnamed_entries WHERE ${NAMING}`,
);
const ERASE_MISNAMED = sql(
  'erase-misnamed-entry',
  `UPDATE misnamed_entries SET entry = $5
    WHERE register_id = $1 AND log_id = $2 AND sequence = $3 AND content_hash = $4`,
);

type Odd = Pick<EntryRow, 'registerId' | 'logId' | 'sequence' | 'entry'>;

/** Taking away what lies of a person beside documents. */
export function eraseWrites(run: Run): Pick<StoreTransaction, 'erasePersonal'> {
  async function eraseOdd(customerIds: readonly string[]): Promise<void> {
    for (const row of await run<Odd>(ODD, [customerIds, Object.keys(entryKinds)])) {
      const entry = withoutPerson(row.entry, customerIds);
      if (entry !== null) await run(ERASE_ODD, [row.registerId, row.logId, row.sequence, JSON.stringify(entry)]);
    }
  }

  async function eraseMisnamed(customerIds: readonly string[]): Promise<void> {
    for (const row of await run<Odd & Pick<MisnamedEntryRow, 'contentHash'>>(MISNAMED, [customerIds])) {
      const entry = withoutPerson(row.entry, customerIds);
      const place = [row.registerId, row.logId, row.sequence, row.contentHash];
      if (entry !== null) await run(ERASE_MISNAMED, [...place, JSON.stringify(entry)]);
    }
  }

  return {
    async erasePersonal(customerIds) {
      if (customerIds.length === 0) return;
      await run(LOST_VALUES, [customerIds]);
      await run(UNCLAIMED);
      await run(ENTRIES, [customerIds]);
      await eraseOdd(customerIds);
      await eraseMisnamed(customerIds);
    },
  };
}
