import { addRxPlugin, createRxDatabase, type RxJsonSchema } from 'rxdb';
import { RxDBDevModePlugin, disableWarnings } from 'rxdb/plugins/dev-mode';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { aCustomer, anEdit, aPet } from '../../../tests/support/factories';
import { applyEdit } from './apply-edit';
import { applyConsent } from './consent';
import { CustomerSchema, fullName, isAppUser, type Customer } from './customer';
import { isIncomplete } from './incomplete';
import { placeholderCustomer } from './new-customer';
import { searchRowOf } from './search-row';

const full = applyConsent(
  applyEdit(
    aCustomer({
      email: 'betty@x.com',
      breederIds: [{ manufacturerId: 'm', number: '7' }],
      formerIdentifiers: [{ kind: 'phone', value: '+12025550199' }],
      possibleDuplicateOf: ['liz'],
    }),
    anEdit({ changes: { 'pet:rex': aPet({ ageYears: 3, ageRecordedOn: '2026-01-05', birthMonth: 7 }) } }),
  ),
  { channel: 'email', value: 'betty@x.com', state: 'verified', stamp: '2' },
);

test.each([
  ['new', aCustomer()],
  ['full', full],
  ['placeholder', placeholderCustomer('betty')],
])('a %s customer has the described shape and is the same after a journey as JSON', (_, customer) => {
  expect(Value.Check(CustomerSchema, customer)).toBe(true);
  expect(JSON.parse(JSON.stringify(customer))).toEqual(customer);
});

test('a customer with a missing or wrong field is noticed', () => {
  const { phone: _phone, ...missing } = aCustomer();
  expect(Value.Check(CustomerSchema, missing)).toBe(false);
  expect(Value.Check(CustomerSchema, { ...aCustomer(), status: 'gone' })).toBe(false);
});

test('the domain schema is accepted as the disk schema by a strict RxDB', async () => {
  disableWarnings();
  addRxPlugin(RxDBDevModePlugin);
  const schema: RxJsonSchema<Customer> = {
    version: 0,
    type: 'object',
    primaryKey: 'id',
    properties: CustomerSchema.properties as unknown as RxJsonSchema<Customer>['properties'],
    required: [...CustomerSchema.required],
  };
  const database = await createRxDatabase({
    name: 'customer-schema',
    storage: wrappedValidateAjvStorage({ storage: getRxStorageMemory() }),
    multiInstance: false,
  });
  try {
    const { customers } = await database.addCollections({ customers: { schema } });
    await customers.insert(full);
    expect((await customers.findOne(full.id).exec())?.toJSON()).toEqual(full);
  } finally {
    await database.close();
  }
});

test('email or phone missing is incomplete; address and pets do not count (IC-12)', () => {
  expect(isIncomplete({ email: 'betty@x.com', phone: '' })).toBe(true);
  expect(isIncomplete({ email: '', phone: '+12025550100' })).toBe(true);
  expect(isIncomplete({ email: 'betty@x.com', phone: '+12025550100' })).toBe(false);
});

test('without an email nobody is an app user (NC-7)', () => {
  expect(isAppUser({ appUserSince: 1, email: 'betty@x.com' })).toBe(true);
  expect(isAppUser({ appUserSince: 1, email: '' })).toBe(false);
  expect(isAppUser({ appUserSince: null, email: 'betty@x.com' })).toBe(false);
});

test('a row for finding says what a lookup shows; deleted and merged customers have none (CL-15, LK-13)', () => {
  expect(fullName(full)).toBe('Betty Smith');
  expect(searchRowOf(full)).toMatchObject({
    id: 'betty',
    email: 'betty@x.com',
    isIncomplete: true,
    isPossibleDuplicate: true,
    locationIds: ['midtown'],
    lastVisitAt: full.createdAt,
  });
  expect(searchRowOf({ ...full, status: 'deleted' })).toBeNull();
  expect(searchRowOf({ ...full, status: 'merged' })).toBeNull();
});
