import { expect, test } from 'vitest';
import { aCustomer, aPet, aPetForm, anAddress } from '../../../tests/support/factories';
import { checkEdit, editForm } from './edit-form';

const rules = { country: 'US', internalIdOn: true, today: '2026-01-05' };
const betty = aCustomer({
  email: 'betty@x.com',
  phone: '+12025550100',
  pets: [aPet({ ageYears: 3, ageRecordedOn: '2024-01-01' })],
});

test('saving the window untouched changes nothing (CP-9)', () => {
  expect(checkEdit(betty, editForm(betty, rules), rules)).toEqual({ ok: true, value: {} });
});

test('only what was touched is changed, so that other fields may change elsewhere (CP-9)', () => {
  const form = { ...editForm(betty, rules), email: 'betty@y.com' };
  expect(checkEdit(betty, form, rules)).toEqual({ ok: true, value: { email: 'betty@y.com' } });
});

test('the same number typed another way is no change', () => {
  const form = { ...editForm(betty, rules), phone: '202.555.0100' };
  expect(checkEdit(betty, form, rules)).toEqual({ ok: true, value: {} });
});

test('pets are added, changed and removed one by one (NC-11, CP-10)', () => {
  const form = { ...editForm(betty, rules), pets: [aPetForm({ id: 'tom', name: 'Tom', type: 'Cat' })] };
  expect(checkEdit(betty, form, rules)).toEqual({
    ok: true,
    value: { 'pet:rex': null, 'pet:tom': aPet({ id: 'tom', name: 'Tom', type: 'Cat' }) },
  });
});

test('a pet row emptied by hand is refused, an added row left empty is ignored (NC-19)', () => {
  const emptied = { ...editForm(betty, rules), pets: [aPetForm({ name: '', type: '' })] };
  expect(checkEdit(betty, emptied, rules)).toMatchObject({ ok: false, refusal: [{ code: 'pet-empty', petId: 'rex' }] });
  const shown = editForm(betty, rules);
  const added = { ...shown, pets: [...shown.pets, aPetForm({ id: 'new', name: '', type: '' })] };
  expect(checkEdit(betty, added, rules)).toEqual({ ok: true, value: {} });
});

test('an old name the rules would not take today does not block adding an email (IC-4)', () => {
  const imported = aCustomer({ lastName: 'Smith 2' });
  const form = { ...editForm(imported, rules), email: 'betty@x.com' };
  expect(checkEdit(imported, form, rules)).toEqual({ ok: true, value: { email: 'betty@x.com' } });
});

test('what was touched is checked like a new customer (NC-16)', () => {
  const form = { ...editForm(betty, rules), firstName: '', phone: '12', address: anAddress({ city: 'x'.repeat(81) }) };
  const checked = checkEdit(betty, form, rules);
  expect(checked.ok ? [] : checked.refusal.map((refusal) => refusal.field)).toEqual(['firstName', 'phone', 'city']);
});

test('email and phone can be emptied', () => {
  const form = { ...editForm(betty, rules), email: '', phone: '' };
  expect(checkEdit(betty, form, rules)).toEqual({ ok: true, value: { email: '', phone: '' } });
});

test('a country that stood in the window beforehand, or came from a list by name, is no change (NC-18, CP-9)', () => {
  const shown = editForm(betty, rules);
  expect(shown.address.country).toBe('US');
  const moved = { ...shown, address: { ...shown.address, city: 'Chicago' } };
  expect(checkEdit(betty, moved, rules)).toEqual({
    ok: true,
    value: { address: anAddress({ city: 'Chicago', country: 'US' }) },
  });

  const uploaded = aCustomer({ address: anAddress({ city: 'Homer', country: 'United States of America' }) });
  expect(checkEdit(uploaded, editForm(uploaded, rules), rules)).toEqual({ ok: true, value: {} });
});
