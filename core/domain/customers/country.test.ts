import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COUNTRIES, countryName, readCountry } from './country';

test.each([
  ['US', 'US'],
  ['us', 'US'],
  [' United States ', 'US'],
  ['U.S.A.', 'US'],
  ['the Netherlands', 'NL'],
  ['Österreich', 'AT'],
  ['UK', 'GB'],
  ['Trinidad and Tobago', 'TT'],
  ['côte d’ivoire', 'CI'],
  ['', ''],
])('%j is stored as %j (NC-18)', (typed, stored) => {
  expect(readCountry(typed)).toBe(stored);
});

test('a country nobody knows stays as it was written (NC-18)', () => {
  expect(readCountry('  Kingdom  of Pets')).toBe('Kingdom of Pets');
  expect(countryName('Kingdom of Pets')).toBe('Kingdom of Pets');
});

test('every country has a name, and its name leads back to it', () => {
  for (const { value, label } of COUNTRIES) expect([value, readCountry(label)]).toEqual([value, value]);
});

test('reading what was read gives the same again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (typed) => readCountry(readCountry(typed)) === readCountry(typed)),
  );
});
