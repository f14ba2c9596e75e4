import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aCustomer } from '../../../tests/support/factories';
import { foldText } from './fold-text';
import { nameOrderKey } from './name-order';
import { searchWords, wordsOf } from './search-words';

test.each([
  ['Müller', 'muller'],
  ['ŁÓDŹ', 'lodz'],
  ['Straße', 'strasse'],
  ['Søren Æbel', 'soren aebel'],
  ['İstanbul ılık', 'istanbul ilik'],
  ['O’Brien', "o'brien"],
  ['أحمد', 'احمد'],
  ['Ｂｅｔｔｙ', 'betty'],
])('%s is compared as %s (CL-10)', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test('folding twice folds once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
    }),
  );
});

test('each word of a name field counts (CL-10)', () => {
  expect(wordsOf('Ann & Bill')).toEqual(['ann', 'bill']);
  expect(wordsOf("Smith / O'Brien-Núñez")).toEqual(['smith', 'obrien', 'nunez']);
  expect(wordsOf(' & / - ')).toEqual([]);
});

test.each([
  ["O'Brien", ['obrien', 'brien']],
  ['Mary-Ann', ['mary', 'ann', 'maryann']],
  ['J.P.', ['j', 'p', 'jp']],
  ["Smith's", ['smiths']],
  ['Ann & Bill', ['ann', 'bill']],
])('%s is found by %j', (name, words) => {
  expect(searchWords(name)).toEqual(words);
});

test('A–Z is last name, first name, date added; case, accents and punctuation do not count (CL-12)', () => {
  const named = (lastName: string, firstName: string, createdAt = 1, id = 'x') =>
    aCustomer({ lastName, firstName, createdAt, id });
  const inOrder = [
    named('Álvarez', 'Zoe'),
    named('alvarez Boone', 'Ann'),
    named("O'Brien", 'Ann'),
    named('OBrien', 'bill', 1),
    named('OBRIEN', 'Bill', 2),
    named('obrien', 'BILL', 2, 'y'),
    named('Smith', 'Al'),
    named('Smith', 'Alan'),
    named('Smithers', 'Aaron'),
    named('أحمد', 'علي'),
  ].map(nameOrderKey);
  expect([...inOrder].reverse().sort()).toEqual(inOrder);
});
