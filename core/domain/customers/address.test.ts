import { expect, test } from 'vitest';
import { anAddress } from '../../../tests/support/factories';
import { addressLines, checkAddress, isAddressComplete } from './address';

const full = anAddress({ street1: '1 Main St', city: 'Springfield', region: 'IL', postal: '62701', country: 'US' });

test('an address is complete with street 1, city, state and postal code (NC-18)', () => {
  expect(isAddressComplete(full)).toBe(true);
  expect(isAddressComplete({ ...full, country: '' })).toBe(true);
  for (const part of ['street1', 'city', 'region', 'postal'] as const) {
    expect(isAddressComplete({ ...full, [part]: '' })).toBe(false);
  }
});

test('a partial address can be saved, trimmed (NC-18)', () => {
  expect(checkAddress(anAddress({ city: ' Spring  field ' }))).toEqual({
    address: anAddress({ city: 'Spring field' }),
    refusals: [],
  });
});

test('a part that is too long is refused by name', () => {
  const { refusals } = checkAddress(anAddress({ postal: '1'.repeat(21) }));
  expect(refusals).toMatchObject([{ field: 'postal', code: 'address-too-long' }]);
});

test('a label leaves empty lines out', () => {
  expect(addressLines(full)).toEqual(['1 Main St', 'Springfield, IL 62701', 'US']);
  expect(addressLines(full, 'US')).toEqual(['1 Main St', 'Springfield, IL 62701']);
  expect(addressLines(full, 'CA')).toEqual(['1 Main St', 'Springfield, IL 62701', 'US']);
  expect(addressLines(anAddress({ postal: '62701' }))).toEqual(['62701']);
});
