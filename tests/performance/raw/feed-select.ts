import type { Database } from '../../../sync-server/store/database/open-database';

/** Reads the rows of a page as the tables hold them, and nothing is made of them. Milliseconds. */
export async function selectPage({ pool }: Database, feed: string, after: number): Promise<number> {
  const begunAt = performance.now();
  await pool.query({
    name: 'bench-page',
    text: `SELECT sequence, feed_rows.collection, document_id, leaves, body::text
             FROM feed_rows LEFT JOIN documents
               ON documents.collection = feed_rows.collection AND documents.id = document_id
            WHERE feed = $1 AND sequence > $2 ORDER BY sequence LIMIT 1000`,
    values: [feed, after],
  });
  return performance.now() - begunAt;
}
