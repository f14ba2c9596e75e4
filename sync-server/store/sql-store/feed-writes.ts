import type { FeedChange, FeedPlace } from '../rows';
import { sortedBy } from '../sorted-by';
import type { StoreTransaction } from '../store';
import { sql, type Run } from './statement';

const LOCK = sql('lock-feeds', 'SELECT name, head FROM feeds WHERE name = ANY($1) ORDER BY name FOR UPDATE');
const MAKE = sql('make-feeds', 'INSERT INTO feeds (name) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING');

/** Rows, stamps and counters in one round trip, because the counters are held meanwhile. */
const APPEND = sql(
  'append-to-feeds',
  `WITH placed AS (
     INSERT INTO feed_rows (feed, collection, document_id, sequence, leaves, at)
     SELECT feed, collection, document_id, sequence, leaves, $9
       FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::boolean[])
         AS row (feed, collection, document_id, sequence, leaves)
     ON CONFLICT (feed, collection, document_id)
     DO UPDATE SET sequence = excluded.sequence, leaves = excluded.leaves, at = excluded.at
   ), stamped AS (
     INSERT INTO feed_commits (feed, last_sequence, stamp, at)
     SELECT name, head, $8, $9 FROM unnest($6::text[], $7::bigint[]) AS moved (name, head)
   )
   UPDATE feeds SET head = moved.head FROM unnest($6::text[], $7::bigint[]) AS moved (name, head)
    WHERE feeds.name = moved.name`,
);

const FORGET_LOCK = sql('forget-lock', 'SELECT name FROM feeds ORDER BY name FOR UPDATE');
const FORGET = sql(
  'forget-feed-history',
  `WITH left_rows AS (
     DELETE FROM feed_rows WHERE leaves AND at < $1 RETURNING feed, sequence
   ), stamps AS (
     DELETE FROM feed_commits USING feeds
      WHERE feeds.name = feed AND at < $1 AND last_sequence <> head RETURNING feed, last_sequence AS sequence
   ), forgotten AS (
     SELECT feed, max(sequence) AS through FROM (SELECT * FROM left_rows UNION ALL SELECT * FROM stamps) AS gone
      GROUP BY feed
   )
   UPDATE feeds SET forgotten_through = through FROM forgotten
    WHERE name = feed AND through > forgotten_through`,
);

interface Head {
  readonly name: string;
  readonly head: number;
}

/** Appending to feeds; `heads` is told the new head of each. */
export function feedWrites(
  run: Run,
  heads: Map<string, number>,
): Pick<StoreTransaction, 'appendToFeeds' | 'forgetFeedHistory'> {
  async function locked(names: readonly string[]): Promise<readonly Head[]> {
    const found = await run<Head>(LOCK, [names]);
    if (found.length === names.length) return found;
    await run(MAKE, [names]);
    return run<Head>(LOCK, [names]);
  }

  return {
    async appendToFeeds(changes, { stamp, at }) {
      if (changes.length === 0) return [];
      const names = sortedBy([...new Set(changes.map(({ feed }) => feed))], (name) => name);
      const before = await locked(names);
      const places = before.flatMap(({ name, head }) => placesIn(changes, name, head));
      const moved = before.map(({ name, head }) => head + changes.filter(({ feed }) => feed === name).length);
      await run(APPEND, [
        places.map((place) => place.feed),
        places.map((place) => place.collection),
        places.map((place) => place.id),
        places.map((place) => place.sequence),
        places.map((place) => place.change === 'leave'),
        before.map(({ name }) => name),
        moved,
        stamp,
        at,
      ]);
      before.forEach(({ name }, index) => heads.set(name, moved[index] ?? 0));
      return places;
    },

    async forgetFeedHistory(before) {
      await run(FORGET_LOCK);
      await run(FORGET, [before]);
    },
  };
}

/** The changes of one feed in the order they were made, behind its head. */
function placesIn(changes: readonly FeedChange[], name: string, head: number): readonly FeedPlace[] {
  return changes
    .filter(({ feed }) => feed === name)
    .map((change, index) => ({ ...change, sequence: head + index + 1 }));
}
