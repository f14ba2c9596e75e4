import { expect, test } from 'vitest';
import { MemoryPackTables, PackMemory } from './memory-tables';
import { PackBook, type PackedDocument } from './pack-book';
import type { PackChanges } from './pack-tables';

interface Note extends PackedDocument {
  readonly text: string;
}

const note = (id: string, text = id): Note => ({ id, text, _deleted: false });
const tombstone = (id: string): Note => ({ id, text: '', _deleted: true });
const notes = (count: number, length = 1) =>
  Array.from({ length: count }, (_, at) => note(`n${String(at)}`, 'x'.repeat(length)));

function write(book: PackBook<Note>, puts: readonly Note[]) {
  return book.change(
    puts.map(({ id }) => id),
    () => ({ puts }),
  );
}

async function everything(book: PackBook<Note>): Promise<readonly Note[]> {
  const found: Note[] = [];
  for await (const page of book.all()) found.push(...page);
  return found;
}

test('what was written is found again by a book that opens the same tables', async () => {
  const memory = new PackMemory();
  const book = new PackBook<Note>(new MemoryPackTables(memory));
  await write(book, notes(500, 1000));
  await write(book, [note('n7', 'changed'), tombstone('n8')]);
  await book.close();

  const again = new PackBook<Note>(new MemoryPackTables(memory));
  expect(await again.read(['n7', 'n8', 'n499', 'nobody'])).toHaveLength(3);
  expect((await again.read(['n7']))[0]?.text).toBe('changed');
  expect(await again.count()).toBe(499);
  expect(new Set((await everything(again)).map(({ id }) => id)).size).toBe(500);
});

test('many documents share a record, and new ones join the last', async () => {
  const memory = new PackMemory();
  const book = new PackBook<Note>(new MemoryPackTables(memory));
  await write(book, notes(100, 1000));
  expect(memory.packs.size).toBe(4);
  await write(book, [note('a')]);
  await write(book, [note('b')]);
  expect(memory.packs.size).toBe(4);
});

test('a document that has grown goes where there is room, and stands in one pack only', async () => {
  const memory = new PackMemory();
  const book = new PackBook<Note>(new MemoryPackTables(memory));
  await write(book, notes(60, 1000));
  await write(book, [note('n3', 'y'.repeat(29_000)), note('n4', 'z'.repeat(80_000))]);
  const all = await everything(book);
  expect(all).toHaveLength(60);
  expect(all.find(({ id }) => id === 'n4')?.text).toHaveLength(80_000);
  expect([...memory.heads.values()].flatMap(({ ids }) => ids).sort()).toEqual(all.map(({ id }) => id).sort());
  expect((await new PackBook<Note>(new MemoryPackTables(memory)).read(['n3']))[0]?.text).toHaveLength(29_000);
});

test('nothing of a removed document is left but its id, and that is forgotten in time (DE-7)', async () => {
  const memory = new PackMemory();
  const book = new PackBook<Note>(new MemoryPackTables(memory));
  await write(book, [note('keep'), note('gone', 'Betty Miller')]);
  await write(book, [tombstone('gone')]);
  expect(JSON.stringify([...memory.packs.values()])).not.toContain('Betty');
  expect(await book.count()).toBe(1);
  await book.forget(() => false);
  expect(await book.read(['gone'])).toHaveLength(1);
  await book.forget(() => true);
  expect(await book.read(['gone'])).toEqual([]);
  expect(await everything(book)).toEqual([note('keep')]);
  expect([...memory.heads.values()]).toEqual([{ number: 1, ids: ['keep'], gone: [] }]);
});

test('a write that failed changes nothing of what is known', async () => {
  class Full extends MemoryPackTables {
    isFull = false;
    override write(changes: PackChanges) {
      return this.isFull ? Promise.reject(new Error('QuotaExceededError')) : super.write(changes);
    }
  }
  const tables = new Full(new PackMemory());
  const book = new PackBook<Note>(tables);
  await write(book, [note('a')]);
  tables.isFull = true;
  await expect(write(book, [note('a', 'new'), note('b')])).rejects.toThrow('QuotaExceededError');
  tables.isFull = false;
  expect(await book.count()).toBe(1);
  await write(book, [note('b')]);
  expect((await everything(book)).map(({ text }) => text)).toEqual(['a', 'b']);
});

test('who reads page after page misses nobody while documents grow', async () => {
  const book = new PackBook<Note>(new MemoryPackTables(new PackMemory()));
  await write(book, notes(300, 1000));
  const met = new Set<string>();
  for (let place: number | null = 0, step = 0; place !== null; step += 1) {
    const page: Awaited<ReturnType<typeof book.pageAfter>> = await book.pageAfter(place, 2);
    page.documents.forEach(({ id }) => met.add(id));
    place = page.last;
    if (step < 20) await write(book, [note(`n${String(299 - step * 9)}`, 'y'.repeat(20_000))]);
  }
  expect(met.size).toBe(300);
});
