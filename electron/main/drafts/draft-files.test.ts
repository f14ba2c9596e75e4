import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Draft } from '../../../core/ipc/data-port';
import type { LogEntry } from '../../../core/log/entry';
import { FaultyComputer } from '../../../tests/support/faulty-disk';
import { appended, aSale, journalOptions } from '../../../tests/support/journals';
import { seededRandom } from '../../../tests/support/seeded';
import { nodeDisk } from '../journal/node-disk';
import { openJournal } from '../journal/open-journal';
import { DraftFiles } from './draft-files';

const folders: string[] = [];
const nothingFinished = { holds: () => false, find: () => Promise.resolve<LogEntry | null>(null) };

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pawtill-drafts-'));
  folders.push(folder);
  return folder;
}

afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

function aDraft(id: string, stated: Partial<Draft> = {}): Draft {
  return { id, savedAt: 1_700_000_000_000, content: { lines: [] }, ...stated };
}

test('drafts and held sales are there again after a restart, as they were saved last (PU-19)', async () => {
  const folder = await aFolder();
  const drafts = await DraftFiles.open(nodeDisk, folder, nothingFinished);
  await Promise.all([1, 2, 3].map((at) => drafts.save(aDraft('one', { content: { at } }))));
  await drafts.save(aDraft('two'));
  await drafts.save(aDraft('three'));
  expect(await drafts.remove('two')).toEqual({ ok: true, value: null });
  expect(await drafts.remove('never-there')).toEqual({ ok: true, value: null });

  const { drafts: kept } = (await DraftFiles.open(nodeDisk, folder, nothingFinished)).list();
  expect(kept).toEqual([aDraft('one', { content: { at: 3 } }), aDraft('three')]);
  expect(await readdir(folder)).toEqual(['one.json', 'three.json']);
});

test('a file that holds no draft is set aside and counted, and hides no other', async () => {
  const folder = await aFolder();
  await (await DraftFiles.open(nodeDisk, folder, nothingFinished)).save(aDraft('good'));
  await writeFile(join(folder, 'torn.json'), '{"id":"torn","sav');
  await writeFile(join(folder, 'other.json'), JSON.stringify(aDraft('renamed')));

  const reopened = await DraftFiles.open(nodeDisk, folder, nothingFinished);
  expect(reopened.list()).toMatchObject({ drafts: [{ id: 'good' }], unreadable: 2 });
  expect(await readdir(folder)).toEqual(['good.json', 'other.json.set-aside', 'torn.json.set-aside']);
});

test('a draft larger than a draft can be is refused and the one before stays', async () => {
  const drafts = await DraftFiles.open(nodeDisk, await aFolder(), nothingFinished);
  await drafts.save(aDraft('one'));
  const huge = aDraft('one', { content: { text: 'x'.repeat(1024 * 1024) } });
  expect(await drafts.save(huge)).toEqual({ ok: false, refusal: { kind: 'draft-too-large' } });
  expect(drafts.list().drafts).toEqual([aDraft('one')]);
});

test('a draft whose transaction is in the journal is offered as a receipt until it was shown, and is no draft (OX-2)', async () => {
  const folder = await aFolder();
  const before = await DraftFiles.open(nodeDisk, folder, nothingFinished);
  await before.save(aDraft('sale'));
  await before.save(aDraft('held'));
  const journal = await openJournal(journalOptions(nodeDisk, join(await aFolder(), 'journal')));
  const [entry] = await appended(journal, aSale('sale'));

  const drafts = await DraftFiles.open(nodeDisk, folder, journal);
  expect(drafts.list()).toEqual({ drafts: [aDraft('held')], finished: [entry], unreadable: 0 });
  expect(await drafts.save(aDraft('sale'))).toEqual({ ok: false, refusal: { kind: 'already-finished', entry } });
  await drafts.remove('sale');
  expect(drafts.list().finished).toEqual([]);
  expect(await readdir(folder)).toEqual(['held.json']);
  await journal.close();
});

test('after a power cut at any moment a draft is the one before or the one being saved', async () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const random = seededRandom(seed);
    const computer = new FaultyComputer(random);
    const drafts = await DraftFiles.open(computer.boot(), '/profile/drafts', nothingFinished);
    let saved = 0;
    computer.fault = () => (random() < 0.05 ? { kind: 'power-cut' } : null);
    let asked = 0;
    for (; asked < 30 && saved === asked; asked += 1) {
      const outcome = await drafts.save(aDraft('one', { savedAt: asked + 1 }));
      if (outcome.ok) saved = asked + 1;
    }
    computer.fault = () => null;
    computer.cutPower();
    const { drafts: kept, unreadable } = (
      await DraftFiles.open(computer.boot(), '/profile/drafts', nothingFinished)
    ).list();
    const at = kept[0]?.savedAt ?? 0;
    expect(at === saved || at === saved + 1, `seed ${seed}: saved ${saved}, found ${at}`).toBe(true);
    expect(unreadable).toBe(0);
  }
});
