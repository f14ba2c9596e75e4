import { expect, test } from 'vitest';
import { matchingLabels } from './matching-labels';

const labels = (typed: string) =>
  matchingLabels(
    ['American Samoa', 'Canada', 'Åland Islands', 'Cape Verde', 'South Africa'].map((label) => ({ label })),
    typed,
  ).map(({ label }) => label);

test('what begins with the typed letters comes first, then words that do, then the rest', () => {
  expect(labels('ca')).toEqual(['Canada', 'Cape Verde', 'American Samoa', 'South Africa']);
  expect(labels('a')).toEqual(['American Samoa', 'Åland Islands', 'South Africa', 'Canada', 'Cape Verde']);
  expect(labels('aland')).toEqual(['Åland Islands']);
  expect(labels('')).toHaveLength(5);
  expect(labels('zzz')).toEqual([]);
});
