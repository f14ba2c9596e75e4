import { expect, test } from 'vitest';
import { NO_ADDRESS } from './address';
import { formerValueWords } from './former-value';

test('what a field held before is said as people read it (CP-7, CP-9)', () => {
  const words = (field: string, value: unknown) => formerValueWords(field, value, 'US');
  expect(words('email', 'old@x.com')).toEqual({ what: 'Email', value: 'old@x.com' });
  expect(words('phone', '+12025550123')).toEqual({ what: 'Mobile phone', value: '(202) 555-0123' });
  expect(words('address', { ...NO_ADDRESS, street1: '12 Elm Street', city: 'Boston' })?.value).toBe(
    '12 Elm Street, Boston',
  );
  expect(words('type', 'employee')?.value).toBe('Employee');
  expect(words('breederIds', [{ manufacturerId: 'acme', number: 'A-1' }])?.value).toBe('acme A-1');
  const pet = { id: 'p', name: 'Rex', type: 'Dog', ageYears: null, ageRecordedOn: null, birthMonth: null };
  expect(words('pet:p', pet)).toEqual({ what: 'Pet', value: 'Rex, Dog' });
});

test('what was empty, of another shape, or is only for computers is left out', () => {
  for (const [field, value] of [
    ['email', ''],
    ['pet:p', null],
    ['address', NO_ADDRESS],
    ['address', 'Boston'],
    ['status', 'deleted'],
    ['possibleDuplicateOf', ['x']],
  ] as const) {
    expect(formerValueWords(field, value, 'US')).toBeNull();
  }
});
