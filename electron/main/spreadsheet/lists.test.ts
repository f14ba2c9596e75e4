import { expect, test } from 'vitest';
import { ListDesk } from './list-desk';
import type { ListAnswer, ListRequest } from './list-messages';
import { Lists, type ListParts } from './lists';

/** Lists whose other process is this one; `answer` stands in for what it would say. */
function someLists(parts: Partial<ListParts> = {}, answer?: (request: ListRequest) => Promise<ListAnswer>) {
  let ended = 0;
  const lists = new Lists({
    startWorker: () => {
      const desk = new ListDesk();
      return {
        askList: answer ?? (async (request) => desk.answer(request)),
        end: () => void (ended += 1),
      };
    },
    refusal: async () => null,
    ...parts,
  });
  return { lists, ended: () => ended };
}

async function opened(lists: Lists): Promise<string> {
  const reply = await lists.open(100);
  if (reply.kind !== 'opened') throw new Error(reply.code);
  return reply.listId;
}

test('bytes go in and rows come out, piece by piece', async () => {
  const { lists, ended } = someLists();
  const id = await opened(lists);
  await lists.bytes(id, new TextEncoder().encode('First Name,Last'));
  await lists.bytes(id, new TextEncoder().encode(' Name\nAnn,Lee\nBo,Lee\n'));
  expect(await lists.read(id)).toEqual({ kind: 'read', total: 3 });
  expect(await lists.rows(id, 1, 1)).toEqual({ kind: 'rows', rows: [['Ann', 'Lee']] });
  lists.close(id);
  expect(ended()).toBe(1);
  expect(await lists.rows(id, 0, 1)).toMatchObject({ kind: 'refused', code: 'list-gone' });
});

test('a Cashier is refused before a process begins (RO-11)', async () => {
  const { lists } = someLists({
    startWorker: () => {
      throw new Error('started');
    },
    refusal: async () => ({ code: 'needs-admin', message: 'Only an Administrator can do this.' }),
  });
  expect(await lists.open(1)).toMatchObject({ kind: 'refused', code: 'needs-admin' });
});

test('a file that takes too long, or takes its process down, gets a sentence and no second try', async () => {
  const slow = someLists({ patienceMs: 20 }, () => new Promise(() => undefined));
  const id = await opened(slow.lists);
  expect(await slow.lists.read(id)).toMatchObject({ kind: 'refused', code: 'too-slow' });
  expect(slow.ended()).toBe(1);

  const gone = someLists({}, async () => ({ kind: 'failed', code: 'process-gone' }));
  expect(await gone.lists.read(await opened(gone.lists))).toMatchObject({ code: 'file-unpacks-too-large' });
});

test('what is no bytes, or too many, is refused', async () => {
  const { lists } = someLists();
  expect(await lists.bytes(await opened(lists), 'text')).toMatchObject({ code: 'file-damaged' });
  expect(await lists.bytes(await opened(lists), new Uint8Array(5 * 1024 * 1024))).toMatchObject({
    code: 'file-damaged',
  });
  expect(await lists.open(51 * 1024 * 1024)).toMatchObject({ code: 'file-too-large' });
});
