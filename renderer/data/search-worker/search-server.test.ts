import { afterEach, expect, test } from 'vitest';
import { aSearchRow, manySearchRows } from '../../../tests/support/factories';
import type { SearchPort } from './search-calls';
import { SearchClient } from './search-client';
import { SearchServer } from './search-server';

const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

/** A server asked through real message ports; `turns` holds the upkeep it put off. */
function aServer() {
  const turns: (() => void)[] = [];
  const server = new SearchServer(
    (work) => turns.push(work),
    () => performance.now(),
  );
  const aClient = () => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    server.serve(port1 as SearchPort);
    return new SearchClient(port2 as SearchPort);
  };
  const doAllUpkeep = () => {
    for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) turn();
  };
  return { aClient, turns, doAllUpkeep };
}

const changesOf = (rows: ReturnType<typeof manySearchRows>) => rows.map((row) => ({ id: row.id, row }));
const everybody = { text: '', appUsersOnly: false, sort: 'name', locationId: null } as const;

test('what the data worker changed, a screen on another port finds', async () => {
  const { aClient } = aServer();
  const [dataWorker, screen] = [aClient(), aClient()];
  await dataWorker.change([{ id: 'betty', row: aSearchRow({ lastName: 'Quimby' }) }]);
  const request = { text: 'quimby', mode: 'checkout', entered: false, limit: 50 } as const;
  expect(await screen.ask('lookup', request)).toMatchObject({ kind: 'found', rows: [{ id: 'betty' }] });

  await dataWorker.change([{ id: 'betty', row: null }]);
  expect(await screen.ask('lookup', request)).toMatchObject({ kind: 'found', rows: [], total: 0 });
});

test('a change and a question sent behind it are answered in order', async () => {
  const client = aServer().aClient();
  const [, holders] = await Promise.all([
    client.change([{ id: 'betty', row: aSearchRow({ email: 'betty@x.com' }) }]),
    client.holders([{ kind: 'email', key: 'betty@x.com' }]),
  ]);
  expect(holders).toMatchObject([{ id: 'betty' }]);
  expect(await client.namesakes({ firstName: 'BETTY', lastName: 'smith' })).toMatchObject([{ id: 'betty' }]);
});

test('upkeep is put off, done in slices, and changes no answer', async () => {
  const { aClient, turns, doAllUpkeep } = aServer();
  const client = aClient();
  await client.change(changesOf(manySearchRows(2000)));
  expect(turns).toHaveLength(1);
  const page = { ...everybody, offset: 500, limit: 50 };
  const before = await client.ask('page', page);
  turns.shift()?.();
  expect(await client.ask('page', page)).toEqual(before);
  doAllUpkeep();
  expect(await client.ask('page', page)).toEqual(before);
  expect(await client.ask('stats', null)).toMatchObject({ customers: 2000, segments: 1, fresh: 0 });
});

test('who fills faster than upkeep goes waits for it', async () => {
  const { aClient } = aServer();
  const client = aClient();
  await client.change(changesOf(manySearchRows(5000)));
  expect(await client.ask('stats', null)).toMatchObject({ customers: 5000, fresh: 0 });
});

test('saved, cleared and restored it is as before, with its checkpoint', async () => {
  const { aClient, doAllUpkeep } = aServer();
  const client = aClient();
  await client.change(changesOf(manySearchRows(400)));
  doAllUpkeep();
  await client.change([{ id: 'betty', row: aSearchRow({ id: 'betty' }) }]);
  const ids = await client.ask('ids', everybody);
  const saved = await client.ask('save', { checkpoint: 'place 7' });

  await client.ask('clear', null);
  expect(await client.ask('ids', everybody)).toEqual([]);
  expect(await client.ask('restore', saved.slice(0, 64))).toEqual({ ok: false, refusal: 'unreadable' });
  expect(await client.ask('restore', saved)).toEqual({ ok: true, value: { checkpoint: 'place 7' } });
  expect(await client.ask('ids', everybody)).toEqual(ids);
});

test('a question that cannot be answered is an error of the asker alone, without its content', async () => {
  const client = aServer().aClient();
  await expect(client.ask('holders', null as never)).rejects.toThrow('search worker: TypeError');
  expect(await client.ask('stats', null)).toMatchObject({ customers: 0 });
});
