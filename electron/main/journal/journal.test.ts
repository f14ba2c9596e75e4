import { mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { isIntact, type LogEntry } from '../../../core/log/entry';
import { anAppend, appended, aSale, currentEntries, journalOptions } from '../../../tests/support/journals';
import type { Journal } from './journal';
import { nodeDisk } from './node-disk';
import { openJournal } from './open-journal';

const folders: string[] = [];
const journals: Journal[] = [];

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pawtill-journal-'));
  folders.push(folder);
  return join(folder, 'journal');
}

async function opened(folder: string, hadJournal = false, onStopped = () => undefined): Promise<Journal> {
  const journal = await openJournal({ ...journalOptions(nodeDisk, folder, Math.random()), hadJournal, onStopped });
  journals.push(journal);
  return journal;
}

afterEach(async () => {
  await Promise.all(journals.splice(0).map((journal) => journal.close()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

const receiptNumberOf = (entry: LogEntry | undefined) => entry?.facts['receiptNumber'];

test('entries are numbered densely, chained, and there again after a restart', async () => {
  const folder = await aFolder();
  const first = await opened(folder);
  const written = [...(await appended(first, aSale('a'), aSale('b'))), ...(await appended(first, aSale('c')))];
  await first.close();

  const second = await opened(folder, true);
  const read = await currentEntries(second);

  expect(read).toEqual(written);
  expect(read.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  expect(read.map(({ hash }) => hash).slice(0, 2)).toEqual(read.map(({ previousHash }) => previousHash).slice(1));
  expect(read.every(isIntact)).toBe(true);
  expect(second.damage).toEqual([]);
});

test('an effect that is known is answered with its first entry, also after a restart (OX-2)', async () => {
  const folder = await aFolder();
  const journal = await opened(folder);
  const [[first], [again]] = await Promise.all([
    appended(journal, aSale('a')),
    appended(journal, aSale('a', 'changed')),
  ]);
  expect(again).toEqual(first);
  await journal.close();

  const reopened = await opened(folder, true);
  const outcome = await reopened.append([aSale('a'), aSale('b')]);

  expect(outcome).toMatchObject({ ok: true, value: [{ repeated: true, entry: first }, { repeated: false }] });
  expect(reopened.state().head.sequence).toBe(2);
});

test('receipt numbers are gap-free per register, across restarts and other entries (SA-9)', async () => {
  const folder = await aFolder();
  const journal = await opened(folder);
  const before = await appended(journal, aSale('a'), anAppend('x'), aSale('b'));
  await journal.close();
  const after = await appended(await opened(folder, true), anAppend('y'), aSale('c'));

  const numbers = [...before, ...after].map(receiptNumberOf).filter((number) => number !== undefined);
  expect(numbers).toEqual(['MID-2-1', 'MID-2-2', 'MID-2-3']);
});

test('a journal made anew for a register that had one counts receipts in a series of its own (SA-9)', async () => {
  const [sale] = await appended(await opened(await aFolder(), true), aSale('a'));
  expect(receiptNumberOf(sale)).toMatch(/^MID-2\.[0-9a-f]{4}-1$/);
});

test('entries that wait at the same time share a frame, and all keep their own answer', async () => {
  const journal = await opened(await aFolder());
  const effects = Array.from({ length: 40 }, (_, at) => `effect-${at}`);
  const answers = await Promise.all(effects.map((effect) => appended(journal, anAppend(effect))));

  expect(answers.map(([entry]) => entry?.effectId)).toEqual(effects);
  expect(answers.map(([entry]) => entry?.sequence)).toEqual(effects.map((_, at) => at + 1));
});

test('the log goes on through many segment files, and is read in one piece', async () => {
  const folder = await aFolder();
  const journal = await opened(folder);
  for (let at = 0; at < 200; at += 1) await appended(journal, aSale(`sale-${at}`, 'x'.repeat(200)));
  await journal.close();
  const segments = (await nodeDisk.list(folder)).filter((name) => name.startsWith('segment-'));

  const reopened = await opened(folder, true);

  expect(segments.length).toBeGreaterThan(3);
  expect((await currentEntries(reopened)).map(({ effectId }) => effectId)).toEqual(
    Array.from({ length: 200 }, (_, at) => `sale-${at}`),
  );
  expect(reopened.state().logs).toMatchObject([{ missing: [] }]);
});

test('main stops writing when the file is not as long as it wrote it', async () => {
  const folder = await aFolder();
  let stopped = 0;
  const journal = await opened(folder, false, () => void (stopped += 1));
  await appended(journal, aSale('a'));
  await truncate(join(folder, 'segment-00000001.log'), 100);

  expect(await journal.append([aSale('b')])).toEqual({ ok: false, refusal: { kind: 'journal-stopped' } });
  expect(await journal.append([aSale('c')])).toEqual({ ok: false, refusal: { kind: 'journal-stopped' } });
  expect(stopped).toBe(1);
});

test('an entry that is larger than a segment can take is refused and changes nothing', async () => {
  const journal = await opened(await aFolder());
  const outcome = await journal.append([aSale('a'), aSale('huge', 'x'.repeat(70_000))]);
  expect(outcome).toEqual({ ok: false, refusal: { kind: 'entry-too-large' } });
  expect(journal.state().head.sequence).toBe(0);
});

test('what is not yet at the server is counted with its age, and acknowledgements survive a restart (OX-10)', async () => {
  const folder = await aFolder();
  const journal = await opened(folder);
  const [, second] = await appended(journal, aSale('a'), aSale('b'), aSale('c'));
  expect(journal.state()).toMatchObject({ unsentEntries: 3, acknowledgement: null });
  const { logId } = journal.state().head;
  const word = { logId, through: 1, epochNumber: 1, signature: 'signed' };
  await journal.acknowledge(word);
  await journal.acknowledge({ ...word, through: 0 });
  await journal.setOffset(-2500);
  await journal.close();

  const reopened = await opened(folder, true);
  expect(reopened.state()).toMatchObject({ unsentEntries: 2, oldestUnsentAt: second?.shownAt, acknowledgement: word });
  const [later] = await appended(reopened, aSale('d'));
  expect(later?.offsetMs).toBe(-2500);

  await reopened.beginEpoch(2);
  expect(reopened.state()).toMatchObject({ unsentEntries: 4, acknowledgement: null, epochNumber: 2 });
});

test('entries the server holds beyond the head are adopted when they continue the log, and only then', async () => {
  const image = await aFolder();
  const whole = await opened(image);
  const entries = await appended(whole, aSale('a'), anAppend('x'), aSale('b'));
  const restored = await openJournal({ ...journalOptions(nodeDisk, await aFolder(), 1), ids: sameIds(whole) });
  journals.push(restored);

  expect(await restored.adopt(entries.slice(1))).toEqual({ ok: false, refusal: { kind: 'not-next' } });
  const forged = entries.map((entry) => ({ ...entry, facts: { ...entry.facts, totalCents: 1 } }));
  expect(await restored.adopt(forged)).toEqual({ ok: false, refusal: { kind: 'not-intact' } });
  expect(await restored.adopt(entries)).toEqual({ ok: true, value: null });
  expect(await restored.adopt(entries)).toEqual({ ok: true, value: null });

  expect(await currentEntries(restored)).toEqual(entries);
  expect(receiptNumberOf((await appended(restored, aSale('c')))[0])).toBe('MID-2-3');
});

/** A journal begun with the same log id: what a restored disk image is. */
function sameIds(journal: Journal) {
  const { logId } = journal.state().head;
  return { newId: () => logId, newSalt: () => '0'.repeat(32) };
}

test('a sealed log goes on in a new one with the same effects, and a new receipt series (OX-2, SA-9)', async () => {
  const folder = await aFolder();
  const journal = await opened(folder);
  const entries = await appended(journal, aSale('a'), aSale('b'), anAppend('x'), aSale('c'));
  const old = journal.state().head.logId;

  expect(await journal.seal(old, 1)).toEqual({ ok: true, value: null });
  expect(await journal.seal(old, 1)).toEqual({ ok: true, value: null });
  const [again, next] = await appended(journal, aSale('c'), aSale('d'));

  const state = journal.state();
  expect(state.logs).toMatchObject([
    { logId: old, sealedThrough: 1, acknowledgedThrough: 1, head: { sequence: 4 } },
    { sealedThrough: null, acknowledgedThrough: 0, head: { sequence: 4 } },
  ]);
  expect(state.unsentEntries).toBe(4);
  const copied = await currentEntries(journal);
  expect(copied.map(({ effectId }) => effectId)).toEqual(['b', 'x', 'c', 'd']);
  expect(copied.every(isIntact)).toBe(true);
  expect(copied.slice(0, 3).map(({ factsHash }) => factsHash)).toEqual(
    entries.slice(1).map(({ factsHash }) => factsHash),
  );
  expect(again).toEqual(copied[2]);
  expect(receiptNumberOf(next)).toMatch(/^MID-2\.[0-9a-f]{4}-1$/);

  await journal.close();
  const reopened = await opened(folder, true);
  expect(reopened.state()).toEqual(state);
  expect(await reopened.read(old, 0, 10)).toEqual(entries);
});

test('hashes and chain are checked lazily; what does not hold is missing until it is filled', async () => {
  const journal = await opened(await aFolder());
  const entries = await appended(journal, ...Array.from({ length: 30 }, (_, at) => aSale(`sale-${at}`)));
  let pauses = 0;
  const pause = () => Promise.resolve(void (pauses += 1));

  expect(await journal.verify(pause)).toEqual([]);
  expect(pauses).toBe(2);
  expect(await currentEntries(journal)).toEqual(entries);
});
