import { expect, test } from 'vitest';
import { countOf } from './count-of';

test('one is one, everything else is many, thousands are set apart', () => {
  expect(countOf(1, 'row')).toBe('1 row');
  expect(countOf(0, 'row')).toBe('0 rows');
  expect(countOf(2591, 'customer')).toBe(`${(2591).toLocaleString()} customers`);
});
