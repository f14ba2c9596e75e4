import { EventEmitter, once } from 'node:events';
import { expect, test } from 'vitest';
import { aDatabase } from '../../../tests/support/postgres';
import { openDatabase } from './open-database';

test('any PostgreSQL can be used by its address, with connections of one’s own beside the pool', async () => {
  const { url, name } = await aDatabase({ migrated: false });
  const database = await openDatabase({ databaseUrl: url });
  expect(database.kind).toBe('external');
  expect((await database.pool.query('SELECT current_database() AS name')).rows).toEqual([{ name }]);

  const listener = database.newClient();
  await listener.connect();
  await listener.query('LISTEN heads');
  const heard = new Promise((resolve) => listener.once('notification', ({ payload }) => resolve(payload)));
  await database.pool.query(`SELECT pg_notify('heads', 'news')`);
  expect(await heard).toBe('news');
  await listener.end();
  await Promise.all([database.stop(), database.stop()]);
});

test('an address where nothing answers is refused without repeating its password', async () => {
  const databaseUrl = 'postgres://pawtill:opensesame@127.0.0.1:1/pawtill';
  const opening = openDatabase({ databaseUrl }, { patienceMs: 0 });
  await expect(opening).rejects.toMatchObject({ code: 'database-unreachable' });
  await expect(opening).rejects.not.toThrow('opensesame');
});

test('a database that is not UTF-8 is refused', async () => {
  const { url, pool, name } = await aDatabase({ migrated: false });
  await pool.query(
    `CREATE DATABASE ${name}_latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc`,
  );
  const opening = openDatabase({ databaseUrl: url.replace(name, `${name}_latin`) });
  await expect(opening).rejects.toMatchObject({ code: 'database-not-utf8' });
  await pool.query(`DROP DATABASE ${name}_latin WITH (FORCE)`);
});

test('an idle connection that the database cuts off is replaced, and the process goes on', async () => {
  const { url, pool: other } = await aDatabase({ migrated: false });
  const notices = new EventEmitter();
  const database = await openDatabase({ databaseUrl: url }, { onNotice: ({ kind }) => notices.emit(kind) });
  const { rows } = await database.pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const lost = once(notices, 'idle-connection-lost');
  await other.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await lost;
  expect((await database.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await database.stop();
});
