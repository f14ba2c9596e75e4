import { expect, test } from 'vitest';
import { aPet } from '../../../tests/support/factories';
import { needsConversionRight, readChanges, withoutConversion } from './customer-edit';

test('an edit changes what people may change; what follows from decisions is the server’s alone (RO-11, DE-6, RU-17)', () => {
  const fine = { firstName: 'Ann', phone: '', 'pet:rex': aPet(), 'pet:tom': null, employeeId: 'E-7' };
  expect(readChanges(fine)).toEqual({ ok: true, value: fine });
  for (const [field, value] of Object.entries({
    ...{ status: 'deleted', deletedAt: 1, mergedInto: 'b', possibleDuplicateOf: [], formerIdentifiers: [] },
    ...{ appUserSince: 1, emailState: 'verified', smsState: 'opted-in', consents: [], locations: [], isTraining: true },
    ...{ id: 'other', homeLocationId: 'harbor', createdAt: 1, stamps: {}, constructor: 1, __unheard: 1 },
  })) {
    expect(readChanges({ lastName: 'Ray', [field]: value }), field).toEqual({ ok: false, refusal: [field] });
  }
});

test('a value of another shape, or a pet under another one’s name, is refused (NC-15, NC-19)', () => {
  for (const changes of [
    { firstName: null },
    { lastName: 'x'.repeat(81) },
    { address: { city: 'Boston' } },
    { type: 'colleague' },
    { 'pet:tom': aPet({ id: 'rex' }) },
    { 'pet:rex': aPet({ ageYears: 61 }) },
    { 'pet:rex': aPet({ birthMonth: 0 }) },
    { 'pet:rex': { ...aPet(), type: 'Dragon' } },
  ]) {
    expect(readChanges(changes), JSON.stringify(changes)).toEqual({ ok: false, refusal: Object.keys(changes) });
  }
});

test('only the kind of an account and its numbers need an Admin; the rest of such an edit does not (EB-13)', () => {
  const changes = { email: 'a@x.com', type: 'employee', employeeId: 'E-7' } as const;
  expect([needsConversionRight(changes), needsConversionRight({ email: '' })]).toEqual([true, false]);
  expect(withoutConversion(changes)).toEqual({ email: 'a@x.com' });
});
