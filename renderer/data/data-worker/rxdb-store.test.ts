import { expect, test, vi } from 'vitest';
import { aCustomer } from '../../../tests/support/factories';
import { memoryKit } from './collections/memory-kit';
import { openPulled, type StorageKit } from './collections/databases';
import { keepAdvertOut } from './collections/quiet-rxdb';
import { PullPipe } from './replication/pull-pipe';
import { unread } from './register/feed-tracks';
import { RxdbStore } from './rxdb-store';

const write = (id: string) =>
  ({
    collection: 'customers',
    puts: [{ document: aCustomer({ id }), feeds: { f: { sequence: 1, reading: 1 } } }],
    removals: [],
  }) as const;

/** Memory whose writes of one collection fail while `failing` is set, as IndexedDB does on a full disk. */
function failingKit(): StorageKit & { failing: boolean } {
  const kit = memoryKit();
  const create = kit.pulled.createStorageInstance.bind(kit.pulled);
  const failing = {
    ...kit,
    failing: false,
    pulled: {
      ...kit.pulled,
      createStorageInstance: async (params: Parameters<typeof create>[0]) => {
        const instance = await create(params);
        const bulkWrite = instance.bulkWrite.bind(instance);
        if (params.collectionName === 'customers') {
          instance.bulkWrite = (rows, context) =>
            failing.failing ? Promise.reject(new Error('QuotaExceededError')) : bulkWrite(rows, context);
        }
        return instance;
      },
    },
  } as StorageKit & { failing: boolean };
  return failing;
}

test('a batch that could not be written is reported, leaves the place where it was, and can be written again', async () => {
  const kit = failingKit();
  const store = new RxdbStore(kit, 'failing-');
  await store.begin('pulled', 'm');
  await store.begin('entries', 'm');
  await store.writePulled([write('a')], 'f', unread);
  kit.failing = true;
  const next = { ...unread, reading: 2 };
  await expect(store.writePulled([write('b')], 'f', next)).rejects.toMatchObject({
    name: 'StoreError',
    code: 'not-written',
  });
  expect((await store.readSeen())['f']).toEqual(unread);
  expect(await store.count('customers')).toBe(1);
  kit.failing = false;
  await store.writePulled([write('b')], 'f', next);
  expect((await store.readSeen())['f']).toEqual(next);
  expect(await store.read('customers', 'b')).not.toBeNull();
  await store.close();
});

test('an error says nothing of the document it was about', async () => {
  const kit = failingKit();
  const store = new RxdbStore(kit, 'quiet-');
  await store.begin('pulled', 'm');
  await store.begin('entries', 'm');
  kit.failing = true;
  const error: unknown = await store.writePulled([write('secret')], 'f', unread).catch((thrown: unknown) => thrown);
  expect(JSON.stringify(error) + String(error)).not.toContain('secret');
  await store.close();
});

test('databases that were closed under us are opened again', async () => {
  const store = new RxdbStore(memoryKit(), 'closed-');
  await store.begin('pulled', 'm');
  await store.begin('entries', 'm');
  await store.writePulled([write('a')], 'f', unread);
  await (store as unknown as { pulled: { close(): Promise<void> } }).pulled.close();
  for (let attempt = 0; attempt < 3; attempt += 1) await expect(store.read('customers', 'a')).rejects.toThrow();
  expect(await store.read('customers', 'a')).not.toBeNull();
  await store.close();
});

test('batches that follow one another are each stored when they say so', async () => {
  const database = await openPulled(memoryKit(), 'pipe-');
  const pipe = new PullPipe(database.customers);
  for (let sequence = 1; sequence <= 20; sequence += 1) {
    const row = { ...aCustomer({ id: 'one' }), feeds: { f: { sequence, reading: 1 } }, _deleted: false };
    await pipe.write([row]);
    const [stored] = await database.customers.storageInstance.findDocumentsById(['one'], false);
    expect(stored?.feeds).toEqual({ f: { sequence, reading: 1 } });
  }
  await pipe.stop();
  await database.close();
});

test('one advert is kept out of the console, and nothing else', () => {
  const warn = vi.fn<(...words: unknown[]) => void>();
  const console = { warn };
  keepAdvertOut(console);
  console.warn('-------------- RxDB Open Core RxStorage ---\nbuy');
  console.warn('a real warning', 1);
  expect(warn.mock.calls).toEqual([['a real warning', 1]]);
});
