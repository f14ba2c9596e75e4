import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readName } from './names';

const read = (typed: string) => readName('lastName', typed);

test.each([
  ['  Betty   Ann ', 'Betty Ann'],
  ['Ann & Bill', 'Ann & Bill'],
  ['Smith / Jones', 'Smith / Jones'],
  ["O'Brien-Núñez, Jr.", "O'Brien-Núñez, Jr."],
  ['O’Brien', "O'Brien"],
  ['O′Brien', "O'Brien"],
  ['Ng', 'Ng'],
  ['X', 'X'],
  ['mcDONALD', 'mcDONALD'],
  ['محمد', 'محمد'],
  ['王', '王'],
  ['Jose\u0301', 'José'],
  ['Ann\u200b\ufeff', 'Ann'],
])('%j is stored as %j (NC-4, NC-15)', (typed, stored) => {
  expect(read(typed)).toEqual({ ok: true, value: stored });
});

test.each([
  ['', 'name-missing'],
  ['   ', 'name-missing'],
  ['\u200b \t', 'name-missing'],
  ['Smith2', 'name-character'],
  ['Smith <b>', 'name-character'],
  ['Smith\u{1f600}', 'name-character'],
  ['x'.repeat(81), 'name-too-long'],
])('%j is refused as %s, naming the field (NC-3, NC-15)', (typed, code) => {
  const read = readName('lastName', typed);
  expect(read).toMatchObject({ ok: false, refusal: { field: 'lastName', code } });
  expect(read.ok || read.refusal.message).toContain('Pet Owner Last Name');
});

test('80 characters are fine, counted as people count them (NC-15)', () => {
  expect(read('𐐷'.repeat(80)).ok).toBe(true);
});

test('reading what was read changes nothing (NC-15)', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'aÉéßÑ\u0301\u0327\u200b\u200d\u2019\u2013 &/.'), maxLength: 12 }),
      (typed) => {
        const once = read(typed);
        if (once.ok) expect(read(once.value)).toEqual(once);
      },
    ),
  );
});
