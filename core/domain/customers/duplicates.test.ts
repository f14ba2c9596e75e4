import { expect, test } from 'vitest';
import { aCustomer } from '../../../tests/support/factories';
import { currentKeys, employeeKeys, haveSameNames, heldKeys, identifierTaken, sharedIdentifiers } from './duplicates';

const betty = aCustomer({ email: 'betty@x.com', phone: '+12025550100', internalId: 'A-17' });
const nothing = { email: '', phone: '', internalId: '' };
/** What of the asked ones `holder` has already. */
const shared = (asked: Partial<typeof nothing>, holder: Parameters<typeof heldKeys>[0]) =>
  sharedIdentifiers(currentKeys({ ...nothing, ...asked }), heldKeys(holder));

test('worked example 3: a second customer with BETTY@x.com is refused and offers the first (IC-7, IC-8)', () => {
  expect(shared({ email: 'BETTY@x.com' }, betty)).toEqual(['email']);
  expect(identifierTaken('email', 'Betty Smith', 'Midtown')).toEqual({
    field: 'email',
    code: 'identifier-taken',
    message: 'This email already belongs to Betty Smith, Midtown.',
  });
});

test('phone and internal ID identify too, dots and tags in an email count (IC-1, IC-8, IC-11)', () => {
  expect(shared({ email: 'b.etty@x.com', phone: '+12025550100', internalId: 'a-17' }, betty)).toEqual([
    'phone',
    'internal-id',
  ]);
});

test('missing identifiers are shared with nobody (IC-2)', () => {
  expect(shared({}, aCustomer())).toEqual([]);
});

test('what a roll-up left over still blocks a duplicate (RU-8)', () => {
  const combined = aCustomer({ formerIdentifiers: [{ kind: 'email', value: 'Liz@x.com' }] });
  expect(shared({ email: 'liz@X.com' }, combined)).toEqual(['email']);
});

test('same names are compared without case and accents (IC-9)', () => {
  const maria = { firstName: 'María', lastName: 'García' };
  expect(haveSameNames(maria, { firstName: 'MARIA', lastName: 'garcia' })).toBe(true);
  expect(haveSameNames(maria, { firstName: 'Maria', lastName: 'Garcia Lopez' })).toBe(false);
});

test('an Internal Customer ID is a text: leading zeros count, case and spaces around it do not (IC-11)', () => {
  const zeros = aCustomer({ internalId: '00A7' });
  expect(shared({ internalId: '0A7' }, zeros)).toEqual([]);
  expect(shared({ internalId: ' 00a7 ' }, zeros)).toEqual(['internal-id']);
});

test('an Employee ID is an employee’s alone; who is none, or none any more, holds none (EB-8, EB-11)', () => {
  const held = employeeKeys({ type: 'employee', employeeId: 'E-007' });
  expect(sharedIdentifiers(employeeKeys({ type: 'employee', employeeId: ' e-007' }), held)).toEqual(['employee-id']);
  expect(sharedIdentifiers(employeeKeys({ type: 'employee', employeeId: 'E-7' }), held)).toEqual([]);
  expect(employeeKeys({ type: 'employee', employeeId: ' ' })).toEqual([]);
  expect(employeeKeys({ type: 'pet-owner', employeeId: 'E-007' })).toEqual([]);
});
