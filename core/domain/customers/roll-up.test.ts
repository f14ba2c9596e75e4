import { expect, test } from 'vitest';
import { aCustomer } from '../../../tests/support/factories';
import { NO_ADDRESS } from './address';
import type { Consent, Customer } from './customer';
import { petsToJoin, rollUpContacts } from './roll-up';

const phone = '+12025550101';
const aPet = (id: string, name: string): Customer['pets'][number] => {
  return { id, name, type: 'Dog', ageYears: null, ageRecordedOn: null, birthMonth: null };
};
const email = (value: string, state: 'verified' | 'unsubscribed', stamp: string): Consent => {
  return { channel: 'email', value, state, stamp };
};

const primary = aCustomer({ id: 'p', firstName: 'Betty', email: 'betty@x.com', phone: '', stamps: { created: '1' } });

test('the primary’s values win, blank ones are filled in queue order, the rest stay as former identifiers (RU-8)', () => {
  const address = { ...NO_ADDRESS, street1: '12 Elm Street' };
  const first = aCustomer({ id: 'a', firstName: 'Liz', email: 'liz@x.com', phone, internalId: '17' });
  const second = aCustomer({ id: 'b', email: 'Betty@X.com', phone: '+12025550102', address });
  const result = rollUpContacts(primary, [first, second], []);
  expect(result).toMatchObject({ id: 'p', firstName: 'Betty', email: 'betty@x.com', phone, internalId: '17', address });
  expect(result.formerIdentifiers).toEqual([
    { kind: 'email', value: 'liz@x.com' },
    { kind: 'phone', value: '+12025550102' },
  ]);
});

test('a value that moves brings its own consent; an opt-out of the same address on any account wins (RU-9)', () => {
  const moved = { channel: 'sms', value: phone, state: 'opted-in', stamp: '3' } as const;
  const withPhone = aCustomer({ id: 'a', email: '', phone, smsState: 'opted-in', consents: [moved] });
  expect(rollUpContacts(primary, [withPhone], [])).toMatchObject({ phone, smsState: 'opted-in' });

  const verified = { ...primary, consents: [email('betty@x.com', 'verified', '9')] };
  const gone = aCustomer({ id: 'a', email: 'betty@x.com', consents: [email('betty@x.com', 'unsubscribed', '2')] });
  expect(rollUpContacts(verified, [gone], []).emailState).toBe('unsubscribed');
  expect(rollUpContacts({ ...gone, id: 'p' }, [{ ...verified, id: 'a' }], []).emailState).toBe('unsubscribed');
});

test('consent to a number that is left over is none to the number that stays (RU-8, RU-9)', () => {
  const consents = [{ channel: 'sms', value: phone, state: 'opted-in', stamp: '3' } as const];
  const other = aCustomer({ id: 'a', phone, smsState: 'opted-in', consents });
  expect(rollUpContacts({ ...primary, phone: '+12025550102' }, [other], []).smsState).toBe('none');
});

test('the type of the primary wins; numbers of the others are kept where it has none (RU-14)', () => {
  const employee = aCustomer({ id: 'a', type: 'employee', employeeId: 'E-1' });
  const breeder = aCustomer({
    ...{ id: 'b', type: 'breeder', employeeId: 'E-2' },
    breederIds: [
      { manufacturerId: 'acme', number: 'A-2' },
      { manufacturerId: 'tidbit', number: 'T-2' },
    ],
  });
  const held = { ...primary, breederIds: [{ manufacturerId: 'acme', number: 'A-1' }] };
  expect(rollUpContacts(held, [employee, breeder], [])).toMatchObject({
    ...{ type: 'pet-owner', employeeId: 'E-1' },
    breederIds: [
      { manufacturerId: 'acme', number: 'A-1' },
      { manufacturerId: 'tidbit', number: 'T-2' },
    ],
  });
});

test('all pets come along; two of one name and type are offered as one, and are one when joined (RU-13)', () => {
  const [one, other] = [
    { ...primary, pets: [aPet('1', 'Rex')] },
    aCustomer({ id: 'a', pets: [aPet('2', ' rex '), aPet('3', 'Bo')] }),
  ];
  const joined = petsToJoin([one, other]);
  expect(joined).toEqual([{ keepId: '1', dropId: '2' }]);
  const petsOf = (customer: Customer) => customer.pets.map(({ id }) => id).sort();
  expect(petsOf(rollUpContacts(one, [other], joined))).toEqual(['1', '3']);
  expect(petsOf(rollUpContacts(one, [other], []))).toEqual(['1', '2', '3']);
});
