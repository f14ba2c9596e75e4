import { expect, test } from 'vitest';
import { isIntact } from '../../../core/log/entry';
import type { DiskOperation } from '../../../tests/support/faulty-disk';
import { aFaultyJournal, anAppend, appended, aSale, currentEntries } from '../../../tests/support/journals';

const DONE = { ok: true, value: null };
const contact = (firstName: string) => ({ firstName, lastName: 'Smithers', email: '', phone: '', internalId: '' });

/** `betty` in the middle of a frame with others and edited later, `liz` beside her; over several segments. */
function anAdded(customerId: string, firstName: string) {
  const facts = { customerId, homeLocationId: 'midtown', messages: [] };
  return anAppend(customerId, { kind: 'customer-added', facts, personal: contact(firstName) });
}
function anEdit(effectId: string, customerId: string, firstName: string) {
  const facts = { customerId, fields: ['firstName'], messages: [] };
  return anAppend(effectId, { kind: 'customer-edited', facts, personal: { changes: { firstName } } });
}

type Computer = ReturnType<typeof aFaultyJournal>['computer'];
const bytesOf = (computer: Computer) =>
  computer.paths.map((path) => computer.contentOf(path)?.toString('latin1') ?? '').join('\n');

async function written(seed: number) {
  const faulty = aFaultyJournal(seed);
  const journal = await faulty.open();
  const first = await appended(journal, aSale('a'), anAdded('betty', 'Bettina'), anAdded('liz', 'Lizabeth'));
  const filler = [];
  for (let at = 0; at < 60; at += 1) filler.push(...(await appended(journal, aSale(`sale-${at}`, 'x'.repeat(2000)))));
  const last = await appended(journal, anEdit('e1', 'betty', 'Bettinella'), anEdit('e2', 'liz', 'Lizzie'));
  const erased = [...first, ...filler, ...last].map((entry) =>
    entry.facts['customerId'] === 'betty' ? { ...entry, personal: null } : entry,
  );
  return { ...faulty, journal, erased };
}

test('erasing takes the personal parts of one customer out of every segment, and nothing else (DE-7)', async () => {
  const { journal, erased, computer, open } = await written(1);
  expect(computer.paths.filter((path) => path.includes('/segment-')).length).toBeGreaterThan(2);
  expect(bytesOf(computer)).toContain('Bettinella');

  expect(await journal.erase(['betty', 'nobody'])).toEqual(DONE);
  expect(bytesOf(computer)).not.toContain('Betti');
  expect(bytesOf(computer)).toContain('Lizabeth');
  expect(await currentEntries(journal)).toEqual(erased);
  expect(erased.every(isIntact)).toBe(true);
  const [next] = await appended(journal, aSale('next'));
  expect(next?.previousHash).toBe(erased.at(-1)?.hash);
  await journal.close();

  const again = await open();
  expect(again.damage).toEqual([]);
  expect(await currentEntries(again)).toEqual([...erased, next]);
  expect(await again.verify(async () => undefined)).toEqual([]);
  const before = bytesOf(computer);
  expect(await again.erase(['betty'])).toEqual(DONE);
  expect(bytesOf(computer)).toBe(before);
  await appended(again, aSale('after'));
  expect(again.state().head.sequence).toBe(erased.length + 2);
});

test('sales and readers that come while a segment is replaced find their place (DE-7, OX-1)', async () => {
  const { journal, erased, computer, open } = await written(2);
  const [outcome, , ...sales] = await Promise.all([
    journal.erase(['betty']),
    currentEntries(journal),
    ...Array.from({ length: 20 }, (_, at) => appended(journal, aSale(`meanwhile-${at}`))),
  ]);
  expect(outcome).toEqual(DONE);
  const all = [...erased, ...sales.flat()];
  expect(await currentEntries(journal)).toEqual(all);
  computer.cutPower();
  const again = await open();
  expect(await currentEntries(again)).toEqual(all);
  expect(bytesOf(computer)).not.toContain('Betti');
});

test('copies into a new log, damaged frames and what was set aside keep no trace of who was erased (DE-7)', async () => {
  const { journal, computer, open, segment } = await written(3);
  await journal.seal(journal.state().head.logId, 0);
  await journal.close();
  computer.damage(segment(1), (content) => {
    content.writeUInt8(content.readUInt8(40) ^ 1, content.indexOf('"sequence":1,') + 2);
    return content;
  });
  const again = await open();
  expect(again.damage).toMatchObject([{ kind: 'set-aside', segment: 1 }]);
  expect(await again.erase(['betty'])).toEqual(DONE);
  expect(bytesOf(computer)).not.toContain('Betti');
  expect(bytesOf(computer)).toContain('Lizabeth');
});

test.each(Array.from({ length: 40 }, (_, seed) => seed))(
  'a crash while erasing loses no entry, and erasing again ends it (DE-7, OX-1), seed %i',
  async (seed) => {
    const { journal, erased, computer, open, random } = await written(seed + 10);
    let left = Math.floor(random() * 30);
    const kinds = ['power-cut', 'kill', 'error'] as const;
    const kind = kinds[seed % 3] ?? 'kill';
    computer.fault = ({ name }: DiskOperation) => {
      left -= 1;
      if (left !== 0 || name === 'list') return null;
      return kind === 'error' ? { kind, code: 'ENOSPC', part: 0.5 } : { kind };
    };
    const interrupted = await journal.erase(['betty']);
    computer.fault = () => null;
    const sold = kind === 'error' ? await appended(journal, aSale('later')) : [];
    if (kind === 'error') computer.cutPower();

    const again = await open();
    const entries = await currentEntries(again);
    expect(entries.map(({ hash }) => hash)).toEqual([...erased, ...sold].map(({ hash }) => hash));
    expect(again.damage).toEqual([]);
    if (interrupted.ok) expect(bytesOf(computer)).not.toContain('Betti');
    expect(await again.erase(['betty'])).toEqual(DONE);
    expect(bytesOf(computer)).not.toContain('Betti');
    expect(await currentEntries(again)).toEqual([...erased, ...sold]);
  },
);
