import { expect, test } from 'vitest';
import { createMemoryStore } from './memory-store';
import type { FaultPoint } from './memory-store-options';

const COMMIT = { stamp: 'stamp', at: 0 };
const document = (id: string) => ({ collection: 'messages', id, owner: null, document: { id } }) as const;
const change = (id: string) => ({ feed: 'f', collection: 'messages', id, change: 'put' }) as const;

test.each([
  ['insert', false],
  ['commit', false],
  ['committed', true],
] as const)('a failure at %s leaves the work done: %s', async (point, isKept) => {
  let failing: FaultPoint | null = null;
  const store = createMemoryStore({
    fault(at) {
      if (at === failing) throw new Error('disk full');
    },
  });
  const write = (id: string) =>
    store.transact(async (tx) => {
      await tx.putDocuments([document(id)]);
      await tx.appendToFeeds([change(id)], COMMIT);
    });
  await write('before');
  failing = point;
  await expect(write('meanwhile')).rejects.toThrow('disk full');
  failing = null;
  await write('after');
  const ids = isKept ? ['after', 'before', 'meanwhile'] : ['after', 'before'];
  expect((await store.documents('messages')).map(({ id }) => id)).toEqual(ids);
  expect(await store.feedHeads(['f'])).toEqual({ f: ids.length });
});

test('a snapshot is a backup: later work does not reach it, and it can be put back more than once', async () => {
  const store = createMemoryStore();
  const write = (id: string) => store.transact((tx) => tx.putDocuments([document(id)]));
  await write('one');
  const backup = store.snapshot();
  for (const id of ['two', 'three']) {
    await write(id);
    store.restore(backup);
    expect((await store.documents('messages')).map((row) => row.id)).toEqual(['one']);
  }
});

test('work under way while a backup is put back is lost, as its connection would be', async () => {
  const store = createMemoryStore();
  const backup = store.snapshot();
  const work = store.transact(async (tx) => {
    await tx.putDocuments([document('late')]);
    store.restore(backup);
  });
  await expect(work).rejects.toThrow('restored');
  expect(await store.documents('messages')).toEqual([]);
});

test('what is kept is a copy that nobody can change', async () => {
  const store = createMemoryStore();
  const row = { ...document('one'), document: { list: [1], nothing: undefined } };
  await store.transact((tx) => tx.putDocuments([row]));
  row.document.list.push(2);
  const kept = await store.document('messages', 'one');
  expect(kept).toEqual({ list: [1] });
  expect(() => (kept?.list as number[]).push(3)).toThrow();
});

test('the test decides who goes on: the same pauses give the same interleaving', async () => {
  const run = async (order: readonly number[]) => {
    const steps: string[] = [];
    const waiting: (() => void)[] = [];
    const store = createMemoryStore({ pause: () => new Promise((go) => waiting.push(go)) });
    const works = ['a', 'b'].map((name) =>
      store.transact(async (tx) => {
        for (const step of [1, 2, 3]) {
          await tx.document('messages', name);
          steps.push(`${name}${step}`);
        }
      }),
    );
    for (const turn of order) {
      await new Promise((resolve) => setImmediate(resolve));
      waiting.splice(turn % waiting.length, 1)[0]?.();
    }
    await Promise.all(works);
    return steps.join(' ');
  };
  expect(await run([0, 0, 0, 0, 0, 0])).toBe('a1 b1 a2 b2 a3 b3');
  expect(await run([1, 1, 1, 0, 0, 0])).toBe('b1 b2 b3 a1 a2 a3');
});
