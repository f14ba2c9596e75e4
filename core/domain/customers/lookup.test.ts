import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aSearchRow } from '../../../tests/support/factories';
import { exactWords, matchesLookup, searchTokensOf } from './lookup-match';
import { readLookup, type LookupMode } from './lookup-query';
import { prefillFromLookup } from './lookup-prefill';
import type { SearchRow } from './search-row';

const rows = [
  aSearchRow({ firstName: 'Bruce', lastName: 'Lee' }),
  aSearchRow({ firstName: 'Ann', lastName: 'Leeson' }),
  aSearchRow({ firstName: 'Bo', lastName: 'Ng' }),
  aSearchRow({ firstName: 'Will', lastName: 'Adams', phone: '+12025550147' }),
  aSearchRow({ firstName: 'William', lastName: 'Baker', email: 'Bill.Baker@Example.com' }),
  aSearchRow({ firstName: 'Serena', lastName: 'Williams', internalId: 'AB-1042' }),
  aSearchRow({ firstName: 'Ann & Bill', lastName: 'Smith', email: 'ann@example.com' }),
  aSearchRow({ firstName: 'José', lastName: "Núñez-O'Brien", phone: '+442079460958' }),
];

/** Full names of the rows a text finds; null when it is too short to search. */
function found(text: string, { mode = 'checkout' as LookupMode, enter = false } = {}): readonly string[] | null {
  const query = readLookup(text, mode, enter);
  if (query.kind === 'too-short') return null;
  return rows.filter((row) => matchesLookup(searchTokensOf(row), query.terms)).map(name);
}
const name = (row: SearchRow) => `${row.firstName} ${row.lastName}`;

test('worked example 1: Lee, Bo, Will and bill (LK-2, LK-3, LK-7, LK-8, CL-3, CL-10)', () => {
  expect(found('Lee')).toBeNull();
  expect(found('Lee ')).toEqual(['Bruce Lee', 'Ann Leeson']);
  expect(found('Bo')).toBeNull();
  expect(found('Bo', { enter: true })).toEqual(['Bo Ng']);
  expect(found('Will')).toEqual(['Will Adams', 'William Baker', 'Serena Williams']);
  expect(found('bill')).toEqual(['William Baker', 'Ann & Bill Smith']); // The first by the beginning of the email.
});

test('length counts the trailing space, not leading ones, and characters rather than code units (LK-3, LK-7)', () => {
  expect(found('   Lee')).toBeNull();
  expect(found('    ')).toBeNull();
  expect(found('B', { enter: true })).toBeNull();
  expect(readLookup('𐐷𐐷', 'checkout', false).kind).toBe('too-short');
});

test('My Customers filters from the first character (CL-9)', () => {
  expect(found('n', { mode: 'list' })).toEqual(['Bo Ng', "José Núñez-O'Brien"]);
  expect(found(' ', { mode: 'list' })).toBeNull();
});

test('two words must both match, in any order (CL-10)', () => {
  expect(found('ann smi')).toEqual(['Ann & Bill Smith']);
  expect(found('smith ann')).toEqual(['Ann & Bill Smith']);
  expect(found('ann & bill smith')).toEqual(['Ann & Bill Smith']);
  expect(found('ann ng')).toEqual([]);
});

test('accents, case and apostrophes do not matter (CL-10)', () => {
  for (const text of ['nunez', 'NÚÑEZ', "o'brien", 'o’brien', 'obrien', 'brien', 'nunez-obrien']) {
    expect(found(text), text).toEqual(["José Núñez-O'Brien"]);
  }
});

test('letters of other scripts are found half typed and in either case (CL-10)', () => {
  for (const [name, ...typed] of [
    ['Παπασταύρου', 'παπας', 'ΠΑΠΑΣ', 'Παπασταυρου', 'ΠΑΠΑΣΤΑΎΡΟΥ'],
    ['Ρήγας', 'ΡΗΓΑΣ', 'ρηγασ', 'Ρηγα'],
    ['İpek', 'ipek', 'IPEK', 'İP'],
    ['Straßer', 'strass', 'STRASSER', 'straß'],
    ['Ёлкина', 'елк', 'ЁЛКИНА'],
    ['김', '김', 'ㄱ'],
    ['السيد', 'السيد', 'السی'],
  ] as const) {
    const tokens = searchTokensOf(aSearchRow({ firstName: 'Al', lastName: name }));
    for (const text of typed) {
      const query = readLookup(text, 'list', false);
      expect(query.kind === 'search' && matchesLookup(tokens, query.terms), `${text} for ${name}`).toBe(true);
    }
  }
});

test('names match by beginning only (CL-3)', () => {
  expect(found('liam')).toEqual([]);
  expect(found('oward')).toEqual([]);
});

test('four digits match anywhere in the phone, however they are written (CL-11)', () => {
  for (const text of [
    '0147',
    '5550',
    '(202) 555-0147',
    '202.555.0147',
    '+1 202 555 0147',
    '1-202-555-0147',
    '202 555 01',
    // As word processors and web pages write them: en dash, hyphen that does not break, minus.
    '(202) 555–0147',
    '202 555‑0147',
    '+1 202 555−0147',
  ]) {
    expect(found(text), text).toEqual(['Will Adams']);
  }
  expect(found('147', { mode: 'list' })).toEqual([]);
  expect(found('020 7946 0958')).toEqual(["José Núñez-O'Brien"]);
  expect(found('adams 0147')).toEqual(['Will Adams']);
});

test('an email matches by its beginning or the part after @ (CL-11)', () => {
  expect(found('bill.bak')).toEqual(['William Baker']);
  expect(found('example.com')).toEqual(['William Baker', 'Ann & Bill Smith']);
  expect(found('@example')).toEqual(['William Baker', 'Ann & Bill Smith']);
  expect(found('ANN@EXAMPLE.COM')).toEqual(['Ann & Bill Smith']);
  expect(found('baker@')).toEqual([]);
});

test('an internal ID matches by its beginning (NC-5)', () => {
  expect(found('ab-1')).toEqual(['Serena Williams']);
  expect(found('1042')).toEqual([]);
  const query = readLookup('ab-1', 'list', false, true);
  const isFound = rows.map((row) => query.kind === 'search' && matchesLookup(searchTokensOf(row), query.terms));
  expect(isFound.some(Boolean)).toBe(false); // switched off (LK-1)
});

test('former identifiers still find the customer (LK-13, RU-8)', () => {
  const combined = aSearchRow({
    formerIdentifiers: [
      { kind: 'email', value: 'Old@Mail.example' },
      { kind: 'phone', value: '+12025550199' },
      { kind: 'internal-id', value: 'Z9' },
    ],
  });
  for (const text of ['old@mail', '@mail.ex', '5550199', 'z9']) {
    const query = readLookup(text, 'list', false);
    expect(query.kind === 'search' && matchesLookup(searchTokensOf(combined), query.terms), text).toBe(true);
  }
});

test('whole words of the name count for the order (LK-9)', () => {
  const query = readLookup('will adams', 'checkout', false);
  const terms = query.kind === 'search' ? query.terms : [];
  const exact = (firstName: string, lastName: string) =>
    exactWords(searchTokensOf(aSearchRow({ firstName, lastName })), terms);
  expect([exact('Will', 'Adams'), exact('Will', 'Adamson'), exact('Willa', 'Adamson')]).toEqual([2, 1, 0]);
});

test('more characters never find more (LK-2, CL-2)', () => {
  const text = fc.constantFrom('will adams', 'bill.baker@example.com', '2025550147', 'nunez', 'ann & bill smith');
  fc.assert(
    fc.property(text, fc.nat(30), (whole, length) => {
      const shorter = found(whole.slice(0, length), { mode: 'list' });
      const longer = found(whole.slice(0, length + 1), { mode: 'list' });
      // Three digits are not yet a piece of a phone; from four on, more only narrows.
      if (shorter !== null && longer !== null && !/^\d{3}$/u.test(whole.slice(0, length))) {
        expect(shorter).toEqual(expect.arrayContaining([...longer]));
      }
    }),
  );
});

test('a lookup without a match prefills the form (NC-21)', () => {
  expect(prefillFromLookup('Betty ', 'US')).toMatchObject({ firstName: 'Betty', lastName: '' });
  expect(prefillFromLookup('Betty Ann Smith', 'US')).toMatchObject({ firstName: 'Betty Ann', lastName: 'Smith' });
  expect(prefillFromLookup('betty@x.com', 'US')).toMatchObject({ email: 'betty@x.com', firstName: '' });
  expect(prefillFromLookup('202-555-0100', 'US')).toMatchObject({ phone: '(202) 555-0100', firstName: '' });
  expect(prefillFromLookup('555-0100', 'US')).toMatchObject({ phone: '555-0100', firstName: '' });
  expect(prefillFromLookup("Ann & Bill O'Brien-Smith", 'US')).toMatchObject({
    firstName: 'Ann & Bill',
    lastName: "O'Brien-Smith",
  });
  expect(prefillFromLookup('Ann & Bill', 'US')).toMatchObject({ firstName: 'Ann & Bill', lastName: '' });
  expect(prefillFromLookup('Smith , Ann and Bill', 'US')).toMatchObject({
    firstName: 'Ann and Bill',
    lastName: 'Smith',
  });
  expect(prefillFromLookup('Smith,', 'US')).toMatchObject({ firstName: '', lastName: 'Smith' });
  expect(prefillFromLookup('5550', 'US')).toMatchObject({ phone: '', firstName: '', internalId: '' });
});
