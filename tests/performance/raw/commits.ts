import type { Database } from '../../../sync-server/store/database/open-database';

/** Small commits a second of one connection: one row each, as a simple benchmark of the database makes them. */
export async function commitsPerSecond({ pool }: Database, forMs: number): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('CREATE TABLE bench_commits (id bigserial PRIMARY KEY, filler text NOT NULL)');
    const insert = { name: 'bench-commit', text: 'INSERT INTO bench_commits (filler) VALUES ($1)' };
    const filler = 'x'.repeat(84);
    const begunAt = performance.now();
    let commits = 0;
    while (performance.now() - begunAt < forMs) {
      await client.query({ ...insert, values: [filler] });
      commits += 1;
    }
    return (commits * 1000) / (performance.now() - begunAt);
  } finally {
    await client.query('DROP TABLE IF EXISTS bench_commits');
    client.release();
  }
}
