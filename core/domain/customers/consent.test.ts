import { expect, test } from 'vitest';
import { aCreation, aCustomer, aCustomerForm, anEdit } from '../../../tests/support/factories';
import { applyEdit } from './apply-edit';
import { applyConsent } from './consent';
import { newCustomer } from './new-customer';

const phone = '+12025550100';
const betty = newCustomer(aCustomerForm({ email: 'betty@x.com', phone }), aCreation({ stamp: '1' }));
const verified = applyConsent(betty, { channel: 'email', value: 'betty@x.com', state: 'verified', stamp: '2' });
const optedIn = applyConsent(betty, { channel: 'sms', value: phone, state: 'opted-in', stamp: '2' });

test('a new customer is unverified and has given no consent (MS-4, NC-6)', () => {
  expect(betty).toMatchObject({ emailState: 'unverified', smsState: 'none' });
  expect(aCustomer()).toMatchObject({ emailState: 'none', smsState: 'none' });
});

test('an answer about an address in other letters is about the same address (IC-8)', () => {
  const typed = newCustomer(aCustomerForm({ email: 'Betty@X.com' }), aCreation({ stamp: '1' }));
  expect(
    applyConsent(typed, { channel: 'email', value: 'betty@x.com', state: 'verified', stamp: '2' }).emailState,
  ).toBe('verified');
});

test('changing an email makes it unverified until verified again, and back again too (CP-7)', () => {
  expect(verified.emailState).toBe('verified');
  const moved = applyEdit(verified, anEdit({ changes: { email: 'betty@y.com' }, stamp: '3' }));
  expect(moved.emailState).toBe('unverified');
  const back = applyEdit(moved, anEdit({ changes: { email: 'betty@x.com' }, stamp: '4' }));
  expect(back.emailState).toBe('unverified');
  const again = applyConsent(back, { channel: 'email', value: 'betty@x.com', state: 'verified', stamp: '5' });
  expect(again.emailState).toBe('verified');
});

test('an answer about the former address does not verify the new one, however late it comes (CP-7)', () => {
  const moved = applyEdit(betty, anEdit({ changes: { email: 'betty@y.com' }, stamp: '2' }));
  const late = applyConsent(moved, { channel: 'email', value: 'betty@x.com', state: 'verified', stamp: '9' });
  expect(late.emailState).toBe('unverified');
});

test('a new number has given no consent (CP-8)', () => {
  expect(optedIn.smsState).toBe('opted-in');
  const moved = applyEdit(optedIn, anEdit({ changes: { phone: '+12025550199' }, stamp: '3' }));
  expect(moved.smsState).toBe('none');
  const back = applyEdit(moved, anEdit({ changes: { phone }, stamp: '4' }));
  expect(back.smsState).toBe('none');
});

test('nobody undoes an unsubscribe or a STOP by typing the same again (MS-6, MS-8)', () => {
  const out = applyConsent(optedIn, { channel: 'sms', value: phone, state: 'opted-out', stamp: '3' });
  const unsubscribed = applyConsent(out, { channel: 'email', value: 'betty@x.com', state: 'unsubscribed', stamp: '3' });
  const edits = [
    anEdit({ changes: { phone: '', email: '' }, stamp: '4' }),
    anEdit({ changes: { phone, email: 'betty@x.com' }, stamp: '5' }),
  ];
  expect(edits.reduce(applyEdit, unsubscribed)).toMatchObject({ smsState: 'opted-out', emailState: 'unsubscribed' });
});

test('an answer that arrives after a later one changes nothing (OX-4)', () => {
  const out = applyConsent(betty, { channel: 'sms', value: phone, state: 'opted-out', stamp: '3' });
  expect(applyConsent(out, { channel: 'sms', value: phone, state: 'opted-in', stamp: '2' })).toBe(out);
});
