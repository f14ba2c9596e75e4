import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aCustomer, aCustomerForm, aCreation, anAddress, anEdit, aPet } from '../../../tests/support/factories';
import { applyEdit, editOutcome } from './apply-edit';
import { applyConsent } from './consent';
import type { Consent, Customer } from './customer';
import { readChanges, type CustomerChanges, type CustomerEdit } from './customer-edit';
import { completePlaceholder, newCustomer, placeholderCustomer } from './new-customer';
import { withVisit } from './visits';

const changes: fc.Arbitrary<CustomerChanges> = fc.record(
  {
    firstName: fc.constantFrom('Betty', 'Liz'),
    email: fc.constantFrom('', 'a@x.com', 'A@x.com', 'b@x.com'),
    phone: fc.constantFrom('', '+12025550100', '+12025550199'),
    address: fc.constantFrom(anAddress(), anAddress({ city: 'Springfield' })),
    type: fc.constantFrom('pet-owner' as const, 'employee' as const),
    'pet:rex': fc.constantFrom(null, aPet(), aPet({ name: 'Rexie' })),
    'pet:tom': fc.constantFrom(null, aPet({ id: 'tom', name: 'Tom', type: 'Cat' })),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<CustomerChanges>;

const consent: fc.Arbitrary<Omit<Consent, 'stamp'>> = fc.oneof(
  fc.record({
    channel: fc.constant('email' as const),
    value: fc.constantFrom('a@x.com', 'b@x.com'),
    state: fc.constantFrom('verified' as const, 'unsubscribed' as const, 'bounced' as const),
  }),
  fc.record({
    channel: fc.constant('sms' as const),
    value: fc.constantFrom('+12025550100', '+12025550199'),
    state: fc.constantFrom('pending' as const, 'opted-in' as const, 'opted-out' as const),
  }),
) as fc.Arbitrary<Omit<Consent, 'stamp'>>;

type Happening =
  | { readonly kind: 'edit'; readonly changes: CustomerChanges }
  | { readonly kind: 'answer'; readonly answer: Omit<Consent, 'stamp'> }
  | { readonly kind: 'visit'; readonly locationId: string; readonly at: number };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constant('edit' as const), changes }),
  fc.record({ kind: fc.constant('answer' as const), answer: consent }),
  fc.record({
    kind: fc.constant('visit' as const),
    locationId: fc.constantFrom('a', 'b'),
    at: fc.integer({ min: 1, max: 9 }),
  }),
);

/** Things that happened to one customer, each with its own stamp, before and after the creation's `5`. */
const history = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[1-46-9][0-9]$/), happening), {
  selector: ([stamp]) => stamp,
  maxLength: 8,
});

function happen(customer: Customer, [stamp, one]: readonly [string, Happening]): Customer {
  if (one.kind === 'edit') return applyEdit(customer, { changes: one.changes, stamp });
  if (one.kind === 'answer') return applyConsent(customer, { ...one.answer, stamp } as Consent);
  return withVisit(customer, one.locationId, one.at);
}

const created = newCustomer(aCustomerForm({ email: 'a@x.com', phone: '+12025550100' }), aCreation({ stamp: '5' }));

test('it does not matter in which order edits, answers and visits arrive (OX-4, CP-9)', () => {
  const shuffled = history.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(shuffled, ([inOrder, another]) => {
      expect(another.reduce(happen, created)).toEqual(inOrder.reduce(happen, created));
    }),
    { numRuns: 1000 },
  );
});

test('nor does it matter when the entry that made the customer arrives (OX-4)', () => {
  fc.assert(
    fc.property(history, fc.nat(8), (all, place) => {
      const early = all.slice(0, place).reduce(happen, placeholderCustomer('betty'));
      const late = all.slice(place).reduce(happen, completePlaceholder(early, created));
      expect(late).toEqual(all.reduce(happen, created));
    }),
    { numRuns: 1000 },
  );
});

test('what happens twice happens once (OX-2)', () => {
  fc.assert(
    fc.property(history, (all) => {
      expect([...all, ...all].reduce(happen, created)).toEqual(all.reduce(happen, created));
    }),
  );
});

test('an edit laid again is neither applied nor overtaken, and makes no new customer (OX-2)', () => {
  const edit = anEdit({ changes: { phone: '+12025550100', 'pet:rex': aPet() } });
  const once = applyEdit(aCustomer(), edit);
  expect(editOutcome(once, edit)).toEqual({ customer: once, applied: [], overtaken: [] });
  expect(applyEdit(once, edit)).toBe(once);
});

test('different fields changed at two registers both survive (CP-9)', () => {
  const first = anEdit({ changes: { email: 'betty@x.com' }, stamp: '1' });
  const second = anEdit({ changes: { phone: '+12025550100' }, stamp: '2' });
  const expected = { email: 'betty@x.com', phone: '+12025550100' };
  expect([first, second].reduce(applyEdit, aCustomer())).toMatchObject(expected);
  expect([second, first].reduce(applyEdit, aCustomer())).toMatchObject(expected);
});

test('of the same field the later stays and the earlier is told, to be kept in the change log (CP-9)', () => {
  const customer = applyEdit(aCustomer(), anEdit({ changes: { firstName: 'Liz' }, stamp: '2' }));
  const earlier = anEdit({ changes: { firstName: 'Beth', lastName: 'Jones' }, stamp: '1' });
  const outcome = editOutcome(customer, earlier);
  expect(outcome).toMatchObject({ applied: ['lastName'], overtaken: ['firstName'] });
  expect(outcome.customer).toMatchObject({ firstName: 'Liz', lastName: 'Jones' });
});

test('two registers may each add a pet, and a removed pet is not revived by an earlier edit (CP-9, CP-10)', () => {
  const rex = aPet();
  const tom = aPet({ id: 'tom', name: 'Tom', type: 'Cat' });
  const edits: CustomerEdit[] = [
    anEdit({ changes: { 'pet:tom': tom }, stamp: '1' }),
    anEdit({ changes: { 'pet:rex': rex }, stamp: '2' }),
  ];
  expect(edits.reduce(applyEdit, aCustomer()).pets).toEqual([rex, tom]);

  const removed = applyEdit(aCustomer(), anEdit({ changes: { 'pet:rex': null }, stamp: '3' }));
  expect(edits.reduce(applyEdit, removed).pets).toEqual([tom]);
});

test('an edit comes after the creation, also when its register’s clock is behind (OX-3)', () => {
  const customer = newCustomer(aCustomerForm(), aCreation({ stamp: '5' }));
  const behind = anEdit({ changes: { email: 'betty@x.com', firstName: 'Liz' }, stamp: '4' });
  expect(editOutcome(customer, behind)).toMatchObject({ applied: ['email', 'firstName'], overtaken: [] });
});

test('the changes of an entry are read field by field; unknown ones and the server’s own are named', () => {
  const good = { phone: '+12025550100', 'pet:rex': aPet(), 'pet:tom': null, type: 'employee' };
  expect(readChanges(good)).toEqual({ ok: true, value: good });
  const bad = { phone: 7, status: 'deleted', shoeSize: 3, 'pet:tom': aPet(), firstName: 'Betty' };
  expect(readChanges(bad)).toEqual({ ok: false, refusal: ['phone', 'status', 'shoeSize', 'pet:tom'] });
});
