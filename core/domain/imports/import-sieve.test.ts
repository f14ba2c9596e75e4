import { expect, test } from 'vitest';
import { layouts, type Layout } from '../../../tests/support/spreadsheets/layouts';
import { NO_ADDRESS } from '../customers/address';
import { ImportSieve } from './import-sieve';
import { isAsStored } from './import-row';
import { readingPlan } from './read-import-row';
import { recogniseColumns } from './recognise-columns';

const nothing = { email: '', phone: '', internalId: '', address: { ...NO_ADDRESS }, points: 0 };

function siftedFrom({ rows, country }: Pick<Layout, 'rows' | 'country'>) {
  const cells = rows.map((row) => row.map(String));
  const { headerRow, mapping } = recogniseColumns(cells);
  const sieve = new ImportSieve(readingPlan(mapping, cells[headerRow] ?? []), country);
  cells.forEach((row, index) => {
    if (index > headerRow) sieve.take(row, index + 1);
  });
  return sieve;
}

test.each(layouts)('$name: columns and rows are understood without a word (UP-2, UP-7)', (layout) => {
  const { customers, problems } = siftedFrom(layout).sifted();
  expect(customers).toEqual(layout.expected.map((customer) => ({ ...nothing, ...customer })));
  expect(problems.map(({ row, code }) => `${String(row)} ${code}`).sort()).toEqual([...layout.told].sort());
  expect(customers.every(isAsStored)).toBe(true);
});

const list = (...rows: string[][]) => ({
  country: 'US',
  rows: [['Customer ID', 'First Name', 'Last Name', 'Email', 'Phone'], ...rows],
});

test('a row equal to an earlier one by email or phone is skipped and names it (UP-7)', () => {
  const { customers, problems, counts } = siftedFrom(
    list(
      ['', 'Ann', 'Lee', 'ann@example.com', '202-555-0100'],
      ['', 'Bob', 'Lee', 'ANN@example.com', ''],
      ['', 'Cy', 'Lee', '', '(202) 555 0100'],
      ['', 'Di', 'Lee', '', ''],
      ['', 'Di', 'Lee', '', ''],
    ),
  ).sifted();
  expect(customers.map(({ firstName }) => firstName)).toEqual(['Ann', 'Di', 'Di']); // names are no identifiers (IC-9)
  expect(problems).toMatchObject([
    { row: 3, code: 'same-email-row', otherRow: 2 },
    { row: 4, code: 'same-phone-row', otherRow: 2 },
  ]);
  expect(counts).toEqual({ imported: 3, duplicates: 2, invalid: 0, leftOut: 0 });
});

test('a row that is not imported stands in nobody’s way', () => {
  const { customers } = siftedFrom(
    list(['', 'Ann', '', 'ann@example.com', ''], ['', 'Ann', 'Lee', 'ann@example.com', '']),
  ).sifted();
  expect(customers).toMatchObject([{ row: 3, lastName: 'Lee' }]);
});

test('whoever is a customer already is skipped; a taken Internal Customer ID alone is left out (UP-7, IC-11)', () => {
  const sieve = siftedFrom(
    list(['1', 'Ann', 'Lee', 'ann@example.com', ''], ['2', 'Bo', 'Lee', '', '2025550101'], ['3', 'Cy', 'Lee', '', '']),
  );
  const { customers, problems, counts } = sieve.sifted([
    { row: 2, kind: 'email' },
    { row: 2, kind: 'internal-id' },
    { row: 3, kind: 'phone' },
    { row: 4, kind: 'internal-id' },
  ]);
  expect(customers).toMatchObject([{ row: 4, internalId: '' }]);
  expect(problems.map(({ row, code }) => [row, code])).toEqual([
    [2, 'same-email-customer'],
    [3, 'same-phone-customer'],
    [4, 'internal-id-same-customer'],
  ]);
  expect(counts).toEqual({ imported: 1, duplicates: 2, invalid: 0, leftOut: 1 });
});

test('names with what no name has are refused; emoji alone are only left out', () => {
  const { customers, problems } = siftedFrom(
    list(
      ['', '👩‍🦰 Ann ❤️', 'Lee 🇺🇸', '', ''],
      ['', 'B0b', 'Lee', '', ''],
      ['', '🐶', 'Lee', '', ''],
      ['', 'x'.repeat(81), 'Lee', '', ''],
      ['', '=HYPERLINK("http://example.com")', 'Lee', '', ''],
    ),
  ).sifted();
  expect(customers).toMatchObject([{ row: 2, firstName: 'Ann', lastName: 'Lee' }]);
  expect(problems.map(({ row, code }) => `${String(row)} ${code}`)).toEqual([
    ...['2 name-cleaned', '2 name-cleaned', '3 name-character', '4 name-missing', '5 name-too-long'],
    '6 name-character',
  ]);
});
