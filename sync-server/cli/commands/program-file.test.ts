import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { demoLocations } from '../../demo/shop/organisation';
import { demoPrograms } from '../../demo/shop/programs';
import { readProgramFile } from './program-file';

const anItem = { upc: '0412345678903', description: 'Puppy Chicken 4 lb', valueCents: 1699 };
const aCard = { id: 'puppy', title: 'Puppy 4 lb', buyX: 12, rewardRule: 'lesser-equal', items: [anItem] };
const aProgram = {
  id: 'one',
  manufacturer: 'One',
  title: 'One',
  cards: [aCard],
  enrollments: [{ location: 'midtown' }],
};
const before = demoPrograms('2024-01-15');

const read = (...programs: readonly object[]) =>
  readProgramFile(JSON.stringify({ programs }), demoLocations, before, () => '2026-07-01');

test('a program needs only what cannot be guessed', () => {
  const [program] = read(aProgram);

  expect(program).toMatchObject({ kind: 'frequent-buyer', version: 1, windowMonths: null, requiresEmail: false });
  expect(program?.enrollments).toEqual([{ locationId: 'midtown', enrolledOn: '2026-07-01', endedOn: null }]);
  expect(program?.cards[0]?.items[0]).toMatchObject({ upc: '412345678903', qualifies: true, redeemable: true });
});

test('a location that takes part already keeps its date', () => {
  const [known] = before;
  const again = { ...aProgram, id: known?.id };

  expect(read(again)[0]?.enrollments[0]?.enrolledOn).toBe('2024-01-15');
});

test.each([
  [
    'no UPC in two program cards',
    { ...aProgram, cards: [aCard, { ...aCard, id: 'other' }] },
    /UPC 412345678903 is there twice/,
  ],
  ['no UPC of another program', withUpc(before[3]?.cards[0]?.items[0]?.upc ?? ''), /UPC \d+ is there twice/],
  ['no unknown location', { ...aProgram, enrollments: [{ location: 'Nowhere' }] }, /no location "Nowhere"/],
  ['no field we do not know', { ...aProgram, colour: 'red' }, /not a list of programs/],
  ['no card without items', { ...aProgram, cards: [{ ...aCard, items: [] }] }, /not a list of programs/],
])('%s', (_rule, program, sentence) => {
  expect(() => read(program)).toThrow(sentence);
});

function withUpc(upc: string): object {
  return { ...aProgram, cards: [{ ...aCard, items: [{ ...anItem, upc }] }] };
}

test('the example of the documentation is a program file', async () => {
  const text = await readFile(new URL('../../programs-file.md', import.meta.url), 'utf8');
  const example = /```json\n(.*?)```/s.exec(text)?.[1] ?? '';
  const [program] = readProgramFile(example, demoLocations, [], () => '2026-07-01');

  expect(program?.enrollments).toHaveLength(2);
  expect(program?.cards[0]?.items[1]?.qualifies).toBe(false);
});
