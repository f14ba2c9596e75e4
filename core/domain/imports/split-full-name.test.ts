import { expect, test } from 'vitest';
import { splitFullName } from './split-full-name';

test.each([
  ['Betty Smith', 'Betty', 'Smith'],
  ['Smith, Betty', 'Betty', 'Smith'],
  [' Smith ,  Betty Ann ', 'Betty Ann', 'Smith'],
  ['Mary Ann Jones', 'Mary Ann', 'Jones'],
  ['Ann & Bill Smith', 'Ann & Bill', 'Smith'],
  ['Ann and Bill van Dyke', 'Ann and Bill', 'van Dyke'],
  ['Ann Smith & Bill Jones', 'Ann & Bill', 'Smith / Jones'],
  ['Ann Smith & Bill Smith', 'Ann & Bill', 'Smith'],
  ['Ludwig van Beethoven', 'Ludwig', 'van Beethoven'],
  ['Maria de la Cruz', 'Maria', 'de la Cruz'],
  ['John Smith Jr.', 'John', 'Smith Jr.'],
  ['John Smith, Jr.', 'John', 'Smith Jr.'],
  ['Dr. Eva Stern', 'Eva', 'Stern'],
  ['Dr Stern', 'Dr', 'Stern'],
  ['محمد العلي', 'محمد', 'العلي'],
  ['Cher', 'Cher', ''],
  ['', '', ''],
  ['Smith,', '', 'Smith'],
])('%j is %j and %j', (full, firstName, lastName) => {
  expect(splitFullName(full)).toEqual({ firstName, lastName });
});
