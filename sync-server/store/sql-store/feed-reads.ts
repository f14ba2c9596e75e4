import type { FeedRow } from '../../../core/sync/feed';
import { feedRowText } from '../feed-row-text';
import type { StoreReads } from '../store';
import { sql, type Run } from './statement';

const HEADS = sql('feed-heads', 'SELECT name, head FROM feeds WHERE name = ANY($1)');

/** The commit a sequence belongs to is the first that ends at or after it. */
const POSITION = sql(
  'feed-position',
  `SELECT head, forgotten_through AS "forgottenThrough", commit.stamp, commit.last_sequence AS "lastSequence"
     FROM feeds LEFT JOIN LATERAL (
       SELECT stamp, last_sequence FROM feed_commits
        WHERE feed = name AND last_sequence >= $2 AND $2 > 0 ORDER BY last_sequence LIMIT 1
     ) AS commit ON true
    WHERE name = $1`,
);

const ROWS = `SELECT sequence, rows.collection, rows.document_id AS id, leaves, CASE WHEN NOT leaves THEN body::text END AS document
  FROM (SELECT * FROM feed_rows WHERE feed = $1 AND sequence > $2 AND sequence <= $3 #
         ORDER BY sequence LIMIT $4) AS rows
  LEFT JOIN documents ON documents.collection = rows.collection AND documents.id = rows.document_id
 ORDER BY sequence`;
const ALL_ROWS = sql('feed-rows', ROWS.replace('#', ''));
const CHOSEN_ROWS = sql('feed-rows-chosen', ROWS.replace('#', 'AND collection = ANY($5)'));

/** XOR over documents of the first 13 hex digits of `sha256(id:sequence)`. */
const TALLIES = sql(
  'feed-tallies',
  `SELECT collection, count(*) AS count,
          lpad(to_hex(bit_xor(('x' || left(encode(sha256(convert_to(document_id || ':' || sequence, 'UTF8')), 'hex'), 13))
            ::bit(52)::bigint)), 13, '0') AS digest
     FROM feed_rows WHERE feed = $1 AND NOT leaves GROUP BY collection`,
);

interface RowFound extends Pick<FeedRow, 'sequence' | 'collection' | 'id'> {
  readonly leaves: boolean;
  /** JSON text, as it was written. */
  readonly document: string | null;
}

/** What a reader of feeds asks; a page is one statement over two indexes. */
export function feedReads(run: Run): Pick<StoreReads, 'feedHeads' | 'feedPosition' | 'feedRows' | 'feedTallies'> {
  return {
    async feedHeads(feeds) {
      const found = await run<{ name: string; head: number }>(HEADS, [feeds]);
      const heads = new Map(found.map(({ name, head }) => [name, head]));
      return Object.fromEntries(feeds.map((name) => [name, heads.get(name) ?? 0]));
    },

    async feedPosition(feed, sequence) {
      const [found] = await run<{
        head: number;
        forgottenThrough: number;
        stamp: string | null;
        lastSequence: number | null;
      }>(POSITION, [feed, sequence]);
      if (found === undefined) return { head: 0, forgottenThrough: 0, stamp: null };
      const { head, forgottenThrough, stamp, lastSequence } = found;
      const isForgotten = sequence <= forgottenThrough && sequence !== lastSequence;
      return { head, forgottenThrough, stamp: isForgotten ? null : stamp };
    },

    async feedRows({ feed, after, through, collections, limit }) {
      const values = [feed, after, through, limit];
      const found = await (collections === null
        ? run<RowFound>(ALL_ROWS, values)
        : run<RowFound>(CHOSEN_ROWS, [...values, collections]));
      return found.map(({ leaves, document, ...row }) => {
        return { sequence: row.sequence, text: feedRowText({ ...row, change: leaves ? 'leave' : 'put' }, document) };
      });
    },

    async feedTallies(feed) {
      const found = await run<{ collection: string; count: number; digest: string }>(TALLIES, [feed]);
      return Object.fromEntries(found.map(({ collection, count, digest }) => [collection, { count, digest }]));
    },
  };
}
