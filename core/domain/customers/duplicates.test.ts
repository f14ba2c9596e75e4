import { expect, test } from 'vitest';
import { aCustomer } from '../../../tests/support/factories';
import { haveSameNames, identifierTaken, sharedIdentifiers } from './duplicates';

const betty = aCustomer({ email: 'betty@x.com', phone: '+12025550100', internalId: 'A-17' });
const nothing = { email: '', phone: '', internalId: '' };

test('worked example 3: a second customer with BETTY@x.com is refused and offers the first (IC-7, IC-8)', () => {
  expect(sharedIdentifiers({ ...nothing, email: 'BETTY@x.com' }, betty)).toEqual(['email']);
  expect(identifierTaken('email', 'Betty Smith', 'Midtown')).toEqual({
    field: 'email',
    code: 'identifier-taken',
    message: 'This email already belongs to Betty Smith, Midtown.',
  });
});

test('phone and internal ID identify too, dots and tags in an email count (IC-1, IC-8, IC-11)', () => {
  expect(sharedIdentifiers({ email: 'b.etty@x.com', phone: '+12025550100', internalId: 'a-17' }, betty)).toEqual([
    'phone',
    'internal-id',
  ]);
});

test('missing identifiers are shared with nobody (IC-2)', () => {
  expect(sharedIdentifiers(nothing, aCustomer())).toEqual([]);
});

test('what a roll-up left over still blocks a duplicate (RU-8)', () => {
  const combined = aCustomer({ formerIdentifiers: [{ kind: 'email', value: 'Liz@x.com' }] });
  expect(sharedIdentifiers({ ...nothing, email: 'liz@X.com' }, combined)).toEqual(['email']);
});

test('same names are compared without case and accents (IC-9)', () => {
  const maria = { firstName: 'María', lastName: 'García' };
  expect(haveSameNames(maria, { firstName: 'MARIA', lastName: 'garcia' })).toBe(true);
  expect(haveSameNames(maria, { firstName: 'Maria', lastName: 'Garcia Lopez' })).toBe(false);
});
