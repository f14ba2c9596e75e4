import { expect, test } from 'vitest';
import type { LogEntry } from '../../../core/log/entry';
import type { DiskFault, DiskOperation } from '../../../tests/support/faulty-disk';
import {
  aFaultyJournal,
  anAppend,
  appended,
  aSale,
  currentEntries,
  expectSound,
  JOURNAL_FOLDER,
} from '../../../tests/support/journals';

const NO_FAULT = () => null;

/** A fault for the first operations of a kind, then none. */
function firstTimes(times: number, name: DiskOperation['name'], fault: DiskFault) {
  let left = times;
  return (operation: DiskOperation) => {
    if (operation.name !== name || left === 0) return null;
    left -= 1;
    return fault;
  };
}

const effectsOf = (entries: readonly LogEntry[]) => entries.map(({ effectId }) => effectId);

test.each(['kept', 'dropped', 'limbo'] as const)(
  'after one failed flush (bytes %s) the entry is written to a new segment and confirmed, once',
  async (bytes) => {
    const { computer, open } = aFaultyJournal(1);
    const journal = await open();
    await appended(journal, aSale('a'));
    computer.fault = firstTimes(1, 'sync', { kind: 'sync-error', bytes });
    const [second] = await appended(journal, aSale('b'));
    computer.fault = NO_FAULT;
    await appended(journal, aSale('c'));
    computer.cutPower();

    const entries = await currentEntries(await open());
    expect(effectsOf(entries)).toEqual(['a', 'b', 'c']);
    expect(entries[1]).toEqual(second);
  },
);

test.each(['kept', 'dropped', 'limbo'] as const)(
  'when no segment can be flushed (bytes %s) the append is refused, and the retry makes one entry of it (OX-2)',
  async (bytes) => {
    const { computer, open } = aFaultyJournal(2);
    const journal = await open();
    await appended(journal, aSale('a'));
    computer.fault = (operation) => (operation.name === 'sync' ? { kind: 'sync-error', bytes } : null);
    expect(await journal.append([aSale('b')])).toEqual({ ok: false, refusal: { kind: 'not-written' } });
    computer.fault = NO_FAULT;

    const [other] = await appended(journal, aSale('c'));
    const [retried] = await appended(journal, aSale('b'));
    computer.cutPower();

    const entries = await currentEntries(await open());
    expect([...effectsOf(entries)].sort()).toEqual(['a', 'b', 'c']);
    expect(entries).toEqual(expect.arrayContaining([other, retried]));
    expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  },
);

test('on a full disk sales go on in the spare segments, and are refused plainly when these are full', async () => {
  const { computer, open } = aFaultyJournal(3);
  const journal = await open();
  await settled();
  computer.fault = ({ name, path }) =>
    name === 'write' && !path.includes('segment-') ? { kind: 'error', code: 'ENOSPC', part: 0.3 } : null;

  const confirmed: string[] = [];
  let refusal: unknown = null;
  for (let at = 0; refusal === null; at += 1) {
    const outcome = await journal.append([aSale(`sale-${at}`, 'x'.repeat(190))]);
    if (outcome.ok) confirmed.push(`sale-${at}`);
    else refusal = outcome.refusal;
  }
  expect(refusal).toEqual({ kind: 'disk-full' });
  expect(confirmed.length).toBeGreaterThan(60);
  computer.cutPower();
  computer.fault = NO_FAULT;
  expect(effectsOf(await currentEntries(await open()))).toEqual(confirmed);
});

test('a segment file that another hand removed stops the journal', async () => {
  const { computer, open, segment } = aFaultyJournal(4);
  const journal = await open();
  await appended(journal, aSale('a'));
  computer.damage(segment(1), () => null);
  expect(await journal.append([aSale('b')])).toEqual({ ok: false, refusal: { kind: 'journal-stopped' } });
});

test('a torn last write is set aside and nothing before it is touched', async () => {
  const { computer, open, segment } = aFaultyJournal(5);
  const journal = await open();
  const [first] = await appended(journal, aSale('a'));
  const used = endOfUse(computer.contentOf(segment(1)));
  await appended(journal, aSale('b'));
  computer.kill();
  computer.damage(segment(1), (content) => content.fill(0, used + 300));

  const reopened = await open();
  expect(await currentEntries(reopened)).toEqual([first]);
  expect(reopened.damage).toMatchObject([{ kind: 'set-aside', segment: 1, from: used, to: used + 300 }]);
  expect(computer.paths.filter((path) => path.includes('set-aside'))).toHaveLength(1);
  await appended(reopened, aSale('c'));
  computer.kill();
  expect(effectsOf(await currentEntries(await open()))).toEqual(['a', 'c']);
});

test('a bad frame in the middle costs its own entries only; they are filled from elsewhere', async () => {
  const { computer, open, segment } = aFaultyJournal(6);
  const journal = await open();
  const entries = [...(await appended(journal, aSale('a'))), ...(await appended(journal, aSale('b'), aSale('c')))];
  entries.push(...(await appended(journal, aSale('d'))));
  computer.kill();
  const line = computer.contentOf(segment(1))?.indexOf('"transactionId":"b"') ?? 0;
  computer.damage(segment(1), (content) =>
    Buffer.concat([content.subarray(0, line), Buffer.from('?'), content.subarray(line + 1)]),
  );

  const reopened = await open();
  const { head, logs } = reopened.state();
  expect(logs).toMatchObject([{ missing: [2, 3] }]);
  expect(await currentEntries(reopened)).toEqual([entries[0], entries[3]]);
  // Numbering goes on behind what is missing.
  expect((await appended(reopened, aSale('e')))[0]?.sequence).toBe(5);

  const forged = { ...entries[1], facts: { forged: true } } as LogEntry;
  expect(await reopened.fill([forged])).toEqual({ ok: false, refusal: { kind: 'not-intact' } });
  expect(await reopened.fill(entries)).toEqual({ ok: true, value: null });
  expect(effectsOf(await reopened.read(head.logId, 0, 10))).toEqual(['a', 'b', 'c', 'd', 'e']);
  computer.cutPower();
  const again = await open();
  expect(again.state().logs).toMatchObject([{ missing: [] }]);
  expect((await currentEntries(again)).slice(0, 4)).toEqual(entries);
});

test('a segment file that cannot be read hides its entries and no others', async () => {
  const { computer, open, segment } = aFaultyJournal(7);
  const journal = await open();
  for (let at = 0; at < 80; at += 1) await appended(journal, aSale(`sale-${at}`, 'x'.repeat(190)));
  const { head } = journal.state();
  computer.kill();
  computer.fault = ({ name, path }) => (name === 'read' && path === segment(1) ? { kind: 'error', code: 'EIO' } : null);

  const reopened = await open();
  expect(reopened.damage).toContainEqual({ kind: 'unreadable-file', file: 'segment-00000001.log' });
  expect(reopened.state().head).toEqual(head);
  const [log] = reopened.state().logs;
  expect((await currentEntries(reopened)).length).toBe(80 - (log?.missing.length ?? 0));
});

test.each(['open', 'read'] as const)(
  'a journal whose newest segment fails at %s is not begun anew beside it, and opens when the disk answers (OX-1, SA-9)',
  async (operation) => {
    const { computer, open, segment } = aFaultyJournal(7);
    const journal = await open();
    const [entry] = await appended(journal, aSale('a'));
    computer.kill();
    const isStruck = ({ name, path }: DiskOperation) => name === operation && path === segment(1);
    computer.fault = (step) => (isStruck(step) ? { kind: 'error', code: 'EIO' } : null);
    await expect(open()).rejects.toThrow('segment-00000001.log');

    computer.fault = NO_FAULT;
    const reopened = await open();
    expect(await currentEntries(reopened)).toEqual([entry]);
    expect(reopened.state().logs).toHaveLength(1);
  },
);

test('a seal copies what followed although the disk does not take what the server has (OX-1)', async () => {
  const { computer, open } = aFaultyJournal(8);
  const journal = await open();
  await appended(journal, aSale('a'));
  await appended(journal, aSale('b'));
  computer.fault = ({ name, path }) =>
    name === 'rename' && path.includes('meta.json') ? { kind: 'error', code: 'EIO' } : null;
  expect(await journal.seal(journal.state().head.logId, 1)).toEqual({ ok: true, value: null });
  expect(effectsOf(await currentEntries(journal))).toEqual(['b']);
});

test('a seal that a power cut ends half-way is carried on at the next start', async () => {
  const { computer, open } = aFaultyJournal(8);
  const journal = await open();
  const { logId } = journal.state().head;
  for (let at = 0; at < 250; at += 50) {
    await appended(journal, ...Array.from({ length: 50 }, (_, index) => anAppend(`effect-${at + index}`)));
  }
  let flushes = 0;
  computer.fault = ({ name }) => (name === 'sync' && (flushes += 1) === 4 ? { kind: 'power-cut' } : null);
  await journal.seal(logId, 20).catch(() => undefined);
  computer.fault = NO_FAULT;

  const reopened = await open();
  expect(reopened.state().logs).toHaveLength(2);
  const copied = await currentEntries(reopened);
  expect(effectsOf(copied)).toEqual(Array.from({ length: 230 }, (_, at) => `effect-${at + 20}`));
  expectSound(copied);
});

function endOfUse(content: Buffer | null): number {
  let end = content?.length ?? 0;
  while (end > 0 && content?.[end - 1] === 0) end -= 1;
  return end;
}

/** Lets work in the background come to its end. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
}

test('the journal keeps to its own folder', async () => {
  const { computer, open } = aFaultyJournal(9);
  await appended(await open(), aSale('a'));
  expect(computer.paths.every((path) => path.startsWith(`${JOURNAL_FOLDER}/`))).toBe(true);
});
