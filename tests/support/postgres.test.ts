import { Pool } from 'pg';
import { expect, test } from 'vitest';
import { aDatabase } from './postgres';

test('every test database is migrated, its own, and reachable by its address', async () => {
  const [one, other] = await Promise.all([aDatabase(), aDatabase()]);
  await one.pool.query('CREATE TABLE only_here (id int)');
  expect((await other.pool.query(`SELECT to_regclass('only_here') AS found`)).rows).toEqual([{ found: null }]);
  expect((await one.pool.query('SELECT name FROM pgmigrations')).rowCount).toBeGreaterThan(0);

  const byAddress = new Pool({ connectionString: one.url });
  expect((await byAddress.query('SELECT current_database() AS name')).rows).toEqual([{ name: one.name }]);
  await byAddress.end();
});
