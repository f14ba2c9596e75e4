import type { DocumentRow, RollUpRow } from '../rows';
import type { StoreReads, StoreTransaction } from '../store';
import { jsonList, sql, type Run } from './statement';

const ROLL_UPS_OF = sql(
  'roll-ups-of',
  `SELECT body FROM roll_ups
    WHERE id IN (SELECT roll_up_id FROM roll_up_members WHERE customer_id = ANY ($1::text[])) ORDER BY id`,
);
const DELETED = sql(
  'deleted-customers',
  `SELECT collection, id, owner, body AS document FROM deleted_customers JOIN documents USING (id)
    WHERE collection = 'customers' AND body ->> 'status' = 'deleted' AND (body ->> 'deletedAt')::bigint >= $1
    ORDER BY id`,
);
const KEPT_ROLL_UPS = sql(
  'kept-roll-ups',
  `SELECT body FROM roll_ups WHERE json_array_length(body -> 'kept') > 0 ORDER BY id`,
);
const PUT_ROLL_UPS = sql(
  'put-roll-ups',
  `INSERT INTO roll_ups SELECT * FROM unnest($1::text[], $2::json[]) AS row (id, body)
   ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
);
const ADD_MEMBERS = sql(
  'add-roll-up-members',
  'INSERT INTO roll_up_members SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING',
);

/** Combined accounts as they are asked for. */
export function rollUpReads(run: Run): Pick<StoreReads, 'rollUpsOf' | 'keptRollUps' | 'deletedCustomers'> {
  return {
    deletedCustomers: (since) => run<DocumentRow>(DELETED, [since]),
    async keptRollUps() {
      return (await run<{ readonly body: RollUpRow }>(KEPT_ROLL_UPS)).map(({ body }) => body);
    },
    async rollUpsOf(customerIds) {
      if (customerIds.length === 0) return [];
      const found = await run<{ readonly body: RollUpRow }>(ROLL_UPS_OF, [customerIds]);
      return found.map(({ body }) => body);
    },
  };
}

/** The same as they are written. */
export function rollUpWrites(run: Run): Pick<StoreTransaction, 'putRollUps'> {
  return {
    async putRollUps(rows) {
      if (rows.length === 0) return;
      await run(PUT_ROLL_UPS, [rows.map(({ id }) => id), jsonList(rows)]);
      const members = rows.flatMap(({ id, primaryId, otherIds }) => [primaryId, ...otherIds].map((one) => [one, id]));
      await run(ADD_MEMBERS, [members.map(([customerId]) => customerId), members.map(([, id]) => id)]);
    },
  };
}
