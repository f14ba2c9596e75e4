import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { ProgramSchema } from '../../../core/domain/programs/program';
import { storedUpc } from '../../../core/domain/programs/program-book';
import { demoBrands } from './brands';
import { demoLocations } from './organisation';
import { demoPrograms } from './programs';
import { checkDigit } from './upc';

const programs = demoPrograms('2024-01-15');
const cards = programs.flatMap((program) => program.cards);
const items = cards.flatMap((card) => card.items);

test('the demo has 12 programs with about 400 items', () => {
  expect(programs).toHaveLength(12);
  expect(items.length).toBeGreaterThan(300);
  expect(items.length).toBeLessThan(450);
  for (const program of programs) expect(Value.Check(ProgramSchema, program)).toBe(true);
});

test('no UPC is in two program cards, and every check digit is right', () => {
  expect(new Set(items.map((item) => item.upc)).size).toBe(items.length);
  for (const { upc } of items) expect(upc.at(-1)).toBe(checkDigit(upc.slice(0, -1)));
});

test('every code is in the form in which codes are stored (PU-12)', () => {
  for (const { upc } of items) expect(storedUpc(upc)).toBe(upc);
  expect(items.some(({ upc }) => upc.startsWith('0'))).toBe(true);
});

test('a known code has the check digit printed on it', () => {
  expect(checkDigit('03600029145')).toBe('2');
  expect(checkDigit('400638133393')).toBe('1');
});

test('both reward rules and every X seen in the trade occur (PR-8, FG-1, FG-4)', () => {
  expect(new Set(cards.map((card) => card.buyX))).toEqual(new Set([3, 6, 8, 10, 12]));
  expect(new Set(cards.map((card) => card.rewardRule))).toEqual(new Set(['lesser-equal', 'any-item']));
});

test('every location takes part in some programs and in none of others (LO-4, LO-10)', () => {
  for (const { id } of demoLocations) {
    const enrolled = demoBrands.filter((brand) => brand.enrolled.includes(id)).length;
    expect(enrolled).toBeGreaterThan(6);
    expect(enrolled).toBeLessThan(demoBrands.length);
  }
});
