import type { EntryRow, KnownEffect, LogRow, MisnamedEntryRow } from '../rows';
import { sortedBy } from '../sorted-by';
import { RepeatWork, type StoreReads, type StoreTransaction } from '../store';
import { jsonList, sql, type Run } from './statement';

const LOG = `SELECT register_id AS "registerId", log_id AS "logId", sequence, hash, order_instant AS "orderInstant",
    parked, disagreed, begun_at AS "begunAt" FROM logs WHERE register_id = $1 AND log_id = $2`;
const READ_LOG = sql('log', LOG);
const LOCK_LOG = sql('lock-log', `${LOG} FOR UPDATE`);
const MAKE_LOG = sql(
  'make-log',
  `INSERT INTO logs (register_id, log_id, sequence, hash, begun_at) VALUES ($1, $2, 0, '', $3) ON CONFLICT DO NOTHING`,
);
const PUT_LOG = sql(
  'put-log',
  `UPDATE logs SET sequence = $3, hash = $4, order_instant = $5, parked = $6, disagreed = $7
    WHERE register_id = $1 AND log_id = $2`,
);

const ENTRY = `SELECT register_id AS "registerId", log_id AS "logId", sequence, effect_id AS "effectId", kind, hash,
    content_hash AS "contentHash", received_at AS "receivedAt", order_instant AS "orderInstant",
    verdict_json AS verdict, entry FROM entries`;
const ENTRIES = sql(
  'entries',
  `${ENTRY} WHERE register_id = $1 AND log_id = $2 AND sequence > $3 ORDER BY sequence LIMIT $4`,
);
const PARKED = sql('parked-entries', `${ENTRY} WHERE verdict = 'parked' ORDER BY register_id, log_id, sequence`);
const MISNAMED = sql(
  'misnamed-entries',
  `SELECT register_id AS "registerId", log_id AS "logId", sequence, content_hash AS "contentHash",
      received_at AS "receivedAt", entry FROM misnamed_entries ORDER BY register_id, log_id, sequence, content_hash`,
);
const PUT_ENTRIES = sql(
  'put-entries',
  `INSERT INTO entries SELECT *
     FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[],
         $9::bigint[], $10::text[], $11::json[], $12::json[])
       AS row (register_id, log_id, sequence, effect_id, kind, hash, content_hash, received_at, order_instant, verdict,
        verdict_json, entry)
   ON CONFLICT (register_id, log_id, sequence)
   DO UPDATE SET effect_id = excluded.effect_id, kind = excluded.kind, verdict = excluded.verdict,
     verdict_json = excluded.verdict_json`,
);
const ADD_MISNAMED = sql(
  'add-misnamed-entries',
  `INSERT INTO misnamed_entries VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
);

const EFFECTS = sql(
  'effects',
  `SELECT effects.effect_id AS "effectId", effects.content_hash AS "contentHash", register_id AS "registerId",
      log_id AS "logId", sequence, verdict_json AS verdict
     FROM effects JOIN entries USING (register_id, log_id, sequence) WHERE effects.effect_id = ANY($1)`,
);
const CLAIM_EFFECTS = sql(
  'claim-effects',
  `INSERT INTO effects SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[])
   ON CONFLICT DO NOTHING RETURNING effect_id`,
);

type LogReads = Pick<StoreReads, 'log' | 'entries' | 'effects' | 'parkedEntries' | 'misnamedEntries'>;
type LogWrites = Pick<StoreTransaction, 'lockLog' | 'putLog' | 'putEntries' | 'addMisnamedEntries' | 'claimEffects'>;

/** Register logs, entries and effects as they are asked for. */
export function logReads(run: Run): LogReads {
  return {
    async log(registerId, logId) {
      const [found] = await run<LogRow>(READ_LOG, [registerId, logId]);
      return found === undefined ? null : withNumbers(found);
    },
    entries: (registerId, logId, after, limit) => run<EntryRow>(ENTRIES, [registerId, logId, after, limit]),
    effects: async (effectIds) => (effectIds.length === 0 ? [] : run<KnownEffect>(EFFECTS, [effectIds])),
    parkedEntries: () => run<EntryRow>(PARKED),
    misnamedEntries: () => run<MisnamedEntryRow>(MISNAMED),
  };
}

/** Register logs, entries and effects as they are written. */
export function logWrites(run: Run): LogWrites {
  return {
    async lockLog(registerId, logId, now) {
      const [found] = await run<LogRow>(LOCK_LOG, [registerId, logId]);
      if (found !== undefined) return withNumbers(found);
      await run(MAKE_LOG, [registerId, logId, now]);
      const [made] = await run<LogRow>(LOCK_LOG, [registerId, logId]);
      if (made === undefined) throw new RepeatWork('log vanished');
      return withNumbers(made);
    },
    async putLog({ registerId, logId, sequence, hash, orderInstant, parked, disagreed }) {
      await run(PUT_LOG, [registerId, logId, sequence, hash, orderInstant, parked, disagreed]);
    },
    async putEntries(rows) {
      if (rows.length === 0) return;
      await run(PUT_ENTRIES, [
        rows.map((row) => row.registerId),
        rows.map((row) => row.logId),
        rows.map((row) => row.sequence),
        rows.map((row) => row.effectId),
        rows.map((row) => row.kind),
        rows.map((row) => row.hash),
        rows.map((row) => row.contentHash),
        rows.map((row) => row.receivedAt),
        rows.map((row) => row.orderInstant),
        rows.map((row) => row.verdict.kind),
        jsonList(rows.map((row) => row.verdict)),
        jsonList(rows.map((row) => row.entry)),
      ]);
    },
    async addMisnamedEntries(rows) {
      for (const { registerId, logId, sequence, contentHash, receivedAt, entry } of rows) {
        await run(ADD_MISNAMED, [registerId, logId, sequence, contentHash, receivedAt, JSON.stringify(entry)]);
      }
    },
    async claimEffects(rows) {
      if (rows.length === 0) return;
      const ordered = sortedBy(rows, (row) => row.effectId);
      const claimed = await run(CLAIM_EFFECTS, [
        ordered.map((row) => row.effectId),
        ordered.map((row) => row.contentHash),
        ordered.map((row) => row.registerId),
        ordered.map((row) => row.logId),
        ordered.map((row) => row.sequence),
      ]);
      if (claimed.length < rows.length) throw new RepeatWork('effect claimed meanwhile');
    },
  };
}

/** Elements of an int8 array arrive as texts. */
function withNumbers(row: LogRow): LogRow {
  return { ...row, parked: row.parked.map(Number) };
}
