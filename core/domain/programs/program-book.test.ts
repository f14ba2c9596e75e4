import { expect, test } from 'vitest';
import { aBook, anItem, aProgram, aProgramCard, HARBOR, MIDTOWN, upc } from '../../../tests/support/factories';
import { searchItems } from './item-search';
import { currentValue, enrolledItems, isInCatalogue, programBook } from './program-book';

test('of several versions of a program the newest counts (PR-9)', () => {
  const book = programBook([2, 3, 1].map((version) => aProgram({ version, title: `Version ${String(version)}` })));
  expect(book.programs.map(({ title }) => title)).toEqual(['Version 3']);
  expect(book.byUpc.get(upc(60))).toHaveLength(1);
});

test('a code is found in the programs of the location only (LO-10)', () => {
  const enrollments = [{ locationId: HARBOR, enrolledOn: '2025-01-01', endedOn: null }];
  const book = aBook(aProgram({ enrollments }));
  expect(enrolledItems(book, upc(60), HARBOR, '2026-01-01').map(({ card }) => card.id)).toEqual(['card-large']);
  expect(enrolledItems(book, upc(60), MIDTOWN, '2026-01-01')).toEqual([]);
  expect(isInCatalogue(book, upc(60))).toBe(true);
  expect(isInCatalogue(book, upc(61))).toBe(false);
});

test('a 13-digit code with leading 0 is the same item (PU-12)', () => {
  const book = aBook(aProgram({ cards: [aProgramCard({ items: [anItem({ upc: `0${upc(7)}` })] })] }));
  expect(enrolledItems(book, upc(7), MIDTOWN, '2026-01-01')).toHaveLength(1);
});

test('the value is the catalogue’s, or the last known one (RD-16, RD-17)', () => {
  const items = [anItem({ upc: upc(1), valueCents: 5500 }), anItem({ upc: upc(2), valueCents: null })];
  const book = aBook(aProgram({ cards: [aProgramCard({ items })] }));
  expect(currentValue(book, 'card-large', upc(1), 4000)).toBe(5500);
  expect(currentValue(book, 'card-large', upc(2), 4000)).toBe(4000);
  expect(currentValue(book, 'card-large', upc(3), 4000)).toBe(4000);
  expect(currentValue(book, 'card-large', upc(3), null)).toBeNull();
});

test('items are found by the beginnings of their words, in any order and without accents (PU-2)', () => {
  const items = [anItem({ upc: upc(1), description: 'Pâté de Poulet 400 g' }), anItem({ upc: upc(2) })];
  const book = aBook(aProgram({ cards: [aProgramCard({ items })] }));
  const found = (text: string, location = MIDTOWN) =>
    searchItems(book, text, location, '2026-01-01').map(({ item }) => item.description);
  expect(found('poul pate')).toEqual(['Pâté de Poulet 400 g']);
  expect(found('acme large chick')).toEqual(['Chicken 12 kg']);
  expect(found('hicken')).toEqual([]);
  expect(found('  ')).toEqual([]);
  expect(found('chicken', 'nowhere')).toEqual([]);
});
