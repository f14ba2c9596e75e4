import { expect, test } from 'vitest';
import { aPet, aPetForm, anAddress } from '../../../tests/support/factories';
import { checkDetails } from './details-form';

const today = '2026-01-05';
const rules = { today, country: 'US' };

test('leaving step 2 empty changes nothing (NC-10, NC-14)', () => {
  const form = { address: anAddress(), pets: [aPetForm({ name: '', type: '' })] };
  expect(checkDetails(form, rules)).toEqual({ ok: true, value: {} });
  // The country that stood there beforehand is nobody's word (NC-18).
  expect(checkDetails({ ...form, address: anAddress({ country: 'US' }) }, rules)).toEqual({ ok: true, value: {} });
});

test('address and pet become changes of the customer that step 1 made (NC-10)', () => {
  const form = { address: anAddress({ city: 'Springfield' }), pets: [aPetForm({ age: 3 })] };
  expect(checkDetails(form, rules)).toEqual({
    ok: true,
    value: { address: anAddress({ city: 'Springfield' }), 'pet:rex': aPet({ ageYears: 3, ageRecordedOn: today }) },
  });
});

test('a required pet needs a name and a type (FS-8)', () => {
  const fieldRules = { email: 'none', phone: 'none', pet: 'required' } as const;
  const nameOnly = { address: anAddress(), pets: [aPetForm({ type: '' })] };
  expect(checkDetails(nameOnly, { ...rules, fieldRules })).toMatchObject({
    ok: false,
    refusal: [{ code: 'required-missing' }],
  });
  expect(checkDetails({ ...nameOnly, pets: [aPetForm()] }, { ...rules, fieldRules }).ok).toBe(true);
});
