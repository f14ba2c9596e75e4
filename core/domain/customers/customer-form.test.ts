import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aCustomerForm } from '../../../tests/support/factories';
import { checkNewCustomer, mayPressSave, maySendEmail, maySendText, type FormRules } from './customer-form';
import { missingRecommended } from './field-rules';

const rules: FormRules = { country: 'US', internalIdOn: true };

test('worked example 2: "Betty"/"Smith" saves; only "Betty" does not; "   " as last name does not (NC-3)', () => {
  expect(checkNewCustomer(aCustomerForm(), rules)).toEqual({ ok: true, value: aCustomerForm() });
  for (const lastName of ['', '   ']) {
    const form = aCustomerForm({ lastName });
    expect(mayPressSave(form)).toBe(false);
    expect(checkNewCustomer(form, rules)).toMatchObject({
      ok: false,
      refusal: [{ field: 'lastName', code: 'name-missing', message: 'Pet Owner Last Name is needed.' }],
    });
  }
  expect(mayPressSave(aCustomerForm())).toBe(true);
});

test('what is stored is clean: E.164 phone, trimmed email as typed (NC-15, NC-16)', () => {
  const form = aCustomerForm({
    firstName: ' Betty ',
    phone: '(202) 555-0100',
    email: ' Betty@X.com ',
    internalId: ' 17 ',
  });
  expect(checkNewCustomer(form, rules)).toEqual({
    ok: true,
    value: aCustomerForm({ phone: '+12025550100', email: 'Betty@X.com', internalId: '17' }),
  });
});

test('every refused field is told at once', () => {
  const form = aCustomerForm({ firstName: '', lastName: '7', phone: '12', email: 'betty', internalId: 'x'.repeat(41) });
  const checked = checkNewCustomer(form, rules);
  expect(checked.ok ? [] : checked.refusal.map((refusal) => refusal.code)).toEqual([
    'name-missing',
    'name-character',
    'phone-invalid',
    'email-invalid',
    'internal-id-too-long',
  ]);
});

test('with the switch off an internal ID is neither refused nor stored (NC-5)', () => {
  const checked = checkNewCustomer(aCustomerForm({ internalId: 'x'.repeat(41) }), { ...rules, internalIdOn: false });
  expect(checked).toEqual({ ok: true, value: aCustomerForm() });
});

test('required fields are asked for on step 1, pets are not (FS-2, FS-8)', () => {
  const fieldRules = { email: 'required', phone: 'required', pet: 'required' } as const;
  expect(checkNewCustomer(aCustomerForm({ phone: '2025550100' }), { ...rules, fieldRules })).toMatchObject({
    ok: false,
    refusal: [{ field: 'email', code: 'required-missing' }],
  });
});

test('recommended fields are asked about, the third value never (FS-3, FS-4)', () => {
  const fieldRules = { email: 'recommended', phone: 'none', pet: 'recommended' } as const;
  expect(missingRecommended({ email: false, phone: false }, fieldRules)).toEqual(['email']);
  expect(missingRecommended({ email: true, phone: false }, fieldRules)).toEqual([]);
});

test('the checkboxes are there only while their field is valid (NC-17)', () => {
  expect(maySendEmail({ email: 'betty@x' })).toBe(false);
  expect(maySendEmail({ email: '' })).toBe(false);
  expect(maySendEmail({ email: 'betty@x.com' })).toBe(true);
  expect(maySendText({ phone: '' }, 'US')).toBe(false);
  expect(maySendText({ phone: '555-0100' }, 'US')).toBe(false);
  expect(maySendText({ phone: '202-555-0100' }, 'US')).toBe(true);
});

test('the server finds in a checked form what the screen found (NC-15, NC-16)', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom('Ann & Bill', 'betty@x.com', '2025550100'),
  );
  const form = fc.record({ firstName: text, lastName: text, phone: text, email: text, internalId: text });
  fc.assert(
    fc.property(form, (typed) => {
      const once = checkNewCustomer(typed, rules);
      if (once.ok) expect(checkNewCustomer(once.value, rules)).toEqual(once);
    }),
    { numRuns: 500 },
  );
});
