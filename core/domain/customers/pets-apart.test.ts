import { expect, test } from 'vitest';
import { aCustomer, aPet } from '../../../tests/support/factories';
import { applyEdit } from './apply-edit';
import type { CustomerChanges } from './customer-edit';
import { petsApart } from './pets-apart';
import { rollUpContacts } from './roll-up';

const edited = (customer: ReturnType<typeof aCustomer>, stamp: string, changes: CustomerChanges) =>
  applyEdit(customer, { changes, stamp });

const betty = edited(aCustomer({ id: 'betty' }), '1', { 'pet:tom': aPet({ id: 'tom', name: 'Tom', type: 'Cat' }) });
const liz = edited(aCustomer({ id: 'liz' }), '2', { 'pet:rex': aPet() });
const older = aPet({ name: 'Rex the Elder' });

/** What is entered for the primary after the roll-up, on the primary and on what is kept of it. */
function apart(stamp: string, changes: CustomerChanges) {
  const combined = edited(rollUpContacts(betty, [liz], []), stamp, changes);
  return petsApart(combined, { own: edited(betty, stamp, changes), others: [liz] });
}
const names = ({ pets }: { readonly pets: readonly { readonly name: string }[] }) => pets.map(({ name }) => name);

test('a pet edited on the primary goes home with the edit, and is on one account alone (RU-15)', () => {
  const { own, others } = apart('3', { 'pet:rex': older });
  expect(names(own)).toEqual(['Tom']);
  expect(others.map(names)).toEqual([['Rex the Elder']]);
  expect(own.stamps['pet:rex']).toBeUndefined();
});

test('a pet removed on the primary is gone; a late edit of before brings it back to nobody (RU-15, CP-10)', () => {
  const { own, others } = apart('3', { 'pet:rex': null });
  expect([own, ...others].map(names)).toEqual([['Tom'], []]);
  expect(names(edited(others[0] ?? liz, '2.5', { 'pet:rex': older }))).toEqual([]);
});

test('a pet added on the primary, and its own ones, stay there (RU-15)', () => {
  const { own, others } = apart('3', { 'pet:new': aPet({ id: 'new', name: 'Nova' }), 'pet:tom': null });
  expect(names(own)).toEqual(['Nova']);
  expect(others.map(names)).toEqual([['Rex']]);
});

test('an edit that was overtaken at home does not come back with the pet (CP-9)', () => {
  const combined = rollUpContacts(betty, [liz], []);
  const later = edited(liz, '9', { 'pet:rex': aPet({ name: 'Rex at home' }) });
  expect(
    names(petsApart(edited(combined, '3', { 'pet:rex': older }), { own: betty, others: [later] }).others[0] ?? betty),
  ).toEqual(['Rex at home']);
});
