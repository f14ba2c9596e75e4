import type { Consent, Customer, EmailState, SmsState } from './customer';
import { emailKey } from './email';
import { stampOf } from './stamps';

/**
 * Takes in an answer about an address or a number, or that the question was sent; per address the later stamp wins.
 * Whose turn it is to answer is decided elsewhere (MS-8); here only the order of arrival is made harmless (OX-4).
 */
export function applyConsent(customer: Customer, consent: Consent): Customer {
  const isSame = (other: Consent) => other.channel === consent.channel && other.value === consent.value;
  const held = customer.consents.find(isSame);
  if (held !== undefined && held.stamp >= consent.stamp) return customer;
  const consents = [...customer.consents.filter((other) => !isSame(other)), consent];
  return withConsentStates({ ...customer, consents: sortConsents(consents) });
}

/** The customer with `emailState` and `smsState` as they follow from address, number and answers. */
export function withConsentStates(customer: Customer): Customer {
  return { ...customer, emailState: emailStateOf(customer), smsState: smsStateOf(customer) };
}

/**
 * An address is unverified until an answer given after it was entered says otherwise (CP-7). Unsubscribing and
 * bouncing belong to the address itself: typing it again undoes neither (MS-6).
 */
function emailStateOf(customer: Customer): EmailState {
  if (customer.email === '') return 'none';
  const key = emailKey(customer.email);
  const answer = customer.consents.find((consent) => consent.channel === 'email' && consent.value === key);
  if (answer?.channel !== 'email') return 'unverified';
  if (answer.state !== 'verified') return answer.state;
  return answer.stamp > stampOf(customer, 'email') ? 'verified' : 'unverified';
}

/** A new number has given no consent (CP-8, NC-6), except that a STOP stays a STOP (MS-8). */
function smsStateOf(customer: Customer): SmsState {
  if (customer.phone === '') return 'none';
  const answer = customer.consents.find((consent) => consent.channel === 'sms' && consent.value === customer.phone);
  if (answer?.channel !== 'sms') return 'none';
  if (answer.state === 'opted-out') return 'opted-out';
  return answer.stamp > stampOf(customer, 'phone') ? answer.state : 'none';
}

function sortConsents(consents: readonly Consent[]): Consent[] {
  const key = (consent: Consent) => `${consent.channel} ${consent.value}`;
  return [...consents].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
