import { Client, Pool, type ClientConfig } from 'pg';
import { expect, test } from 'vitest';
import { aDatabase } from '../../../tests/support/postgres';
import { CommitUnknown, retrying } from './retrying';
import { isConnectionLoss } from './storage-errors';

test('two transactions that block one another are both done in the end', async () => {
  const { pool } = await aDatabase({ migrated: false });
  await pool.query('CREATE TABLE counter (id int PRIMARY KEY, n int); INSERT INTO counter VALUES (1, 0), (2, 0)');
  let runs = 0;
  const add = (first: number, second: number) =>
    retrying(pool, async (client) => {
      runs += 1;
      await client.query('UPDATE counter SET n = n + 1 WHERE id = $1', [first]);
      await client.query('SELECT pg_sleep(0.05)');
      await client.query('UPDATE counter SET n = n + 1 WHERE id = $1', [second]);
    });
  await Promise.all([add(1, 2), add(2, 1)]);
  expect((await pool.query('SELECT id, n FROM counter ORDER BY id')).rows).toEqual([
    { id: 1, n: 2 },
    { id: 2, n: 2 },
  ]);
  expect(runs).toBeGreaterThan(2);
});

test('serializable transactions that read what the other writes are done one after the other', async () => {
  const { pool } = await aDatabase({ migrated: false });
  await pool.query('CREATE TABLE taken (place int)');
  const take = () =>
    retrying(
      pool,
      async (client) => {
        const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM taken');
        await client.query('INSERT INTO taken VALUES ($1)', [rows[0]?.n]);
      },
      { isolation: 'serializable' },
    );
  await Promise.all(Array.from({ length: 5 }, take));
  expect((await pool.query('SELECT place FROM taken ORDER BY place')).rows.map(({ place }) => place as number)).toEqual(
    [0, 1, 2, 3, 4],
  );
});

test('an error of the work itself is not tried again, leaves nothing, and the connection is reused', async () => {
  const { pool } = await aDatabase({ migrated: false, poolSize: 1 });
  await pool.query('CREATE TABLE kept (id int PRIMARY KEY)');
  let runs = 0;
  const work = retrying(pool, async (client) => {
    runs += 1;
    await client.query('INSERT INTO kept VALUES (1)');
    await client.query('INSERT INTO kept VALUES (1)');
  });
  await expect(work).rejects.toMatchObject({ code: '23505' });
  expect(runs).toBe(1);
  expect((await pool.query('SELECT FROM kept')).rowCount).toBe(0);
});

test('work that ignored a failed statement is not taken for committed', async () => {
  const { pool } = await aDatabase({ migrated: false });
  const work = retrying(pool, async (client) => {
    await client.query('SELECT 1 / 0').catch(() => undefined);
  });
  await expect(work).rejects.toThrow('rolled back');
});

test('a connection that breaks before COMMIT is tried again on a new one, with one effect', async () => {
  const { pool } = await aDatabase({ migrated: false });
  await pool.query('CREATE TABLE kept (id int)');
  let runs = 0;
  await retrying(pool, async (client) => {
    runs += 1;
    await client.query('INSERT INTO kept VALUES (1)');
    if (runs > 2) return;
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const noticed = new Promise((resolve) => client.once('end', resolve));
    await pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    // Broken while nothing is asked of it, then while something is.
    if (runs === 1) await noticed;
    else await client.query('SELECT pg_sleep(5)');
  });
  expect(runs).toBe(3);
  expect((await pool.query('SELECT FROM kept')).rowCount).toBe(1);
});

test('a connection that breaks during COMMIT is never tried again, because it may have been kept (OX-2)', async () => {
  const { pool, options } = await aDatabase({ migrated: false });
  // A deferred check makes COMMIT last long enough to be cut off.
  await pool.query(`
    CREATE TABLE kept (id int);
    CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(5); RETURN NULL; END';
    CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON kept DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION slow()`);
  let runs = 0;
  const work = retrying(pool, async (client) => {
    runs += 1;
    await client.query('INSERT INTO kept VALUES (1)');
    setTimeout(() => void terminateCommitting(options), 100);
  });
  await expect(work).rejects.toBeInstanceOf(CommitUnknown);
  expect(runs).toBe(1);
});

test('a database that stays away is given up after the patience asked for, as a connection loss', async () => {
  const pool = new Pool({ host: '127.0.0.1', port: 1, max: 1 });
  pool.on('error', () => undefined);
  const begunAt = performance.now();
  const error: unknown = await retrying(pool, async () => 1, { patienceMs: 300 }).catch((failure: unknown) => failure);
  expect(isConnectionLoss(error)).toBe(true);
  expect(performance.now() - begunAt).toBeLessThan(5_000);
  await pool.end();
});

async function terminateCommitting(options: ClientConfig): Promise<void> {
  const client = new Client(options);
  await client.connect();
  await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'COMMIT' AND state = 'active'
    AND datname = current_database()`);
  await client.end();
}
