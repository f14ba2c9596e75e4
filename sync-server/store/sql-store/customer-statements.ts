import type { IdentifierKey, IdentifierRow, LostValueRow } from '../rows';
import { sortedBy } from '../sorted-by';
import type { StoreReads, StoreTransaction } from '../store';
import { jsonList, sql, type Run } from './statement';

const KEYS = `SELECT kind, key, claims FROM identifiers
   WHERE (kind, key) IN (SELECT * FROM unnest($1::text[], $2::text[]))`;
const IDENTIFIERS = sql('identifiers', KEYS);
const LOCK_IDENTIFIERS = sql('lock-identifiers', `${KEYS} ORDER BY kind, key FOR UPDATE`);
const MAKE_IDENTIFIERS = sql(
  'make-identifiers',
  'INSERT INTO identifiers (kind, key) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING',
);
/** By the index for sure: in an import, which makes these rows itself, an UPDATE would read all of them every time. */
const PUT_IDENTIFIERS = sql(
  'put-identifiers',
  `INSERT INTO identifiers (kind, key, claims) SELECT * FROM unnest($1::text[], $2::text[], $3::json[])
   ON CONFLICT (kind, key) DO UPDATE SET claims = excluded.claims`,
);

const ADD_WORDS = sql(
  'add-words',
  'INSERT INTO search_words SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING',
);
const DROP_WORDS = sql(
  'drop-words',
  'DELETE FROM search_words WHERE (word, customer_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))',
);

/** Every beginning by its index; then alternatives whose beginnings were all found; then customers with every term. */
const BY_WORDS = sql(
  'customers-by-words',
  `WITH wanted AS (
     SELECT DISTINCT term, alternative, beginning, beginning || chr(1114111) AS beyond
       FROM unnest($1::int[], $2::int[], $3::text[]) AS row (term, alternative, beginning)
   ), found AS (
     SELECT term, alternative, beginning, customer_id, bool_or(word = beginning) AS is_whole
       FROM wanted JOIN search_words ON word >= beginning AND word < beyond
      GROUP BY term, alternative, beginning, customer_id
   ), answered AS (
     SELECT term, customer_id, count(*) FILTER (WHERE is_whole) AS whole_words
       FROM found GROUP BY term, alternative, customer_id
     HAVING count(*) = (SELECT count(*) FROM wanted
                         WHERE wanted.term = found.term AND wanted.alternative = found.alternative)
   )
   SELECT customer_id AS id FROM answered
    WHERE NOT EXISTS (SELECT FROM feed_rows
            WHERE feed = $4 AND collection = 'customers' AND document_id = customer_id AND NOT leaves)
    GROUP BY customer_id HAVING count(DISTINCT term) = (SELECT count(DISTINCT term) FROM wanted)
    ORDER BY sum(whole_words) DESC, customer_id LIMIT $5`,
);

const LOST_VALUES = sql(
  'lost-values',
  `SELECT customer_id AS "customerId", field, value, stamp, won_by AS "wonBy" FROM lost_values
    WHERE customer_id = $1 ORDER BY stamp, field, won_by`,
);
const ADD_LOST_VALUES = sql(
  'add-lost-values',
  `INSERT INTO lost_values SELECT *
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::json[])
       AS row (customer_id, stamp, field, won_by, value)
   ON CONFLICT DO NOTHING`,
);

type CustomerReads = Pick<StoreReads, 'identifiers' | 'customersByWords' | 'lostValues'>;
type CustomerWrites = Pick<StoreTransaction, 'lockIdentifiers' | 'putIdentifiers' | 'putSearchWords' | 'addLostValues'>;

/** How customers are found. */
export function customerReads(run: Run): CustomerReads {
  return {
    async identifiers(keys) {
      if (keys.length === 0) return [];
      const found = await run<IdentifierRow>(IDENTIFIERS, keyColumns(keys));
      const held = new Map(found.map((row) => [nameOf(row), row]));
      return keys.map((one) => held.get(nameOf(one)) ?? { kind: one.kind, key: one.key, claims: [] });
    },
    async customersByWords(wanted, exceptFeed, limit) {
      const columns = [
        wanted.map(({ term }) => term),
        wanted.map(({ alternative }) => alternative),
        wanted.map(({ beginning }) => beginning),
      ];
      const found = await run<{ id: string }>(BY_WORDS, [...columns, exceptFeed, limit]);
      return found.map(({ id }) => id);
    },
    lostValues: (customerId) => run<LostValueRow>(LOST_VALUES, [customerId]),
  };
}

/** Identifiers, search words and lost values as they are written. */
export function customerWrites(run: Run): CustomerWrites {
  return {
    async lockIdentifiers(keys) {
      if (keys.length === 0) return [];
      const ordered = sortedBy(keys, nameOf);
      for (;;) {
        await run(MAKE_IDENTIFIERS, keyColumns(ordered));
        const locked = await run<IdentifierRow>(LOCK_IDENTIFIERS, keyColumns(ordered));
        // One that nobody claims may be taken away between the two (`erasePersonal`); then it is made anew.
        if (locked.length >= new Set(ordered.map(nameOf)).size) return locked;
      }
    },
    async putIdentifiers(rows) {
      if (rows.length === 0) return;
      await run(PUT_IDENTIFIERS, [...keyColumns(rows), jsonList(rows.map(({ claims }) => claims))]);
    },
    async putSearchWords(changes) {
      const drops = pairs(changes.map(({ customerId, drop }) => ({ customerId, words: drop })));
      const adds = pairs(changes.map(({ customerId, add }) => ({ customerId, words: add })));
      if (drops.words.length > 0) await run(DROP_WORDS, [drops.words, drops.customers]);
      if (adds.words.length > 0) await run(ADD_WORDS, [adds.words, adds.customers]);
    },
    async addLostValues(rows) {
      if (rows.length === 0) return;
      await run(ADD_LOST_VALUES, [
        rows.map((row) => row.customerId),
        rows.map((row) => row.stamp),
        rows.map((row) => row.field),
        rows.map((row) => row.wonBy),
        jsonList(rows.map((row) => row.value)),
      ]);
    },
  };
}

const nameOf = ({ kind, key }: IdentifierKey) => `${kind} ${key}`;

const keyColumns = (keys: readonly IdentifierKey[]) => [keys.map(({ kind }) => kind), keys.map(({ key }) => key)];

function pairs(changes: readonly { readonly customerId: string; readonly words: readonly string[] }[]) {
  const rows = changes.flatMap(({ customerId, words }) => words.map((word) => ({ customerId, word })));
  const ordered = sortedBy(rows, ({ word, customerId }) => `${word} ${customerId}`);
  return { words: ordered.map(({ word }) => word), customers: ordered.map(({ customerId }) => customerId) };
}
