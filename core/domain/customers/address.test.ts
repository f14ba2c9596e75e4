import { expect, test } from 'vitest';
import { anAddress } from '../../../tests/support/factories';
import { addressForm, addressLines, checkAddress, isAddressComplete, isAddressEmpty } from './address';

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

test('a part that is too long is refused by the name it has on the form (NC-18)', () => {
  const { refusals } = checkAddress(anAddress({ street1: 'x'.repeat(121), postal: '1'.repeat(21) }));
  expect(refusals).toMatchObject([
    { field: 'street1', code: 'address-too-long', message: 'Street may have at most 120 characters.' },
    { field: 'postal', code: 'address-too-long', message: 'Postal code may have at most 20 characters.' },
  ]);
});

test('a label leaves empty lines out', () => {
  expect(addressLines(full)).toEqual(['1 Main St', 'Springfield, IL 62701', 'United States']);
  expect(addressLines(full, 'US')).toEqual(['1 Main St', 'Springfield, IL 62701']);
  expect(addressLines({ ...full, country: 'USA' }, 'US')).toEqual(['1 Main St', 'Springfield, IL 62701']);
  expect(addressLines(full, 'CA')).toEqual(['1 Main St', 'Springfield, IL 62701', 'United States']);
  expect(addressLines(anAddress({ postal: '62701' }))).toEqual(['62701']);
});

test('the country is the location’s until somebody says otherwise, and alone it is no address (NC-18)', () => {
  expect(addressForm(anAddress(), 'CA')).toEqual(anAddress({ country: 'CA' }));
  expect(addressForm(anAddress({ country: 'Germany' }), 'CA').country).toBe('DE');
  // An old address without a country may be of anywhere.
  expect(addressForm(anAddress({ city: 'Bern' }), 'CA').country).toBe('');
  expect(isAddressEmpty(anAddress({ country: 'CA' }))).toBe(true);
});
