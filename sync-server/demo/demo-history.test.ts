import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { checkNewCustomer } from '../../core/domain/customers/customer-form';
import { readChanges } from '../../core/domain/customers/customer-edit';
import { checkTransaction } from '../../core/domain/transactions/check-transaction';
import { hashValue } from '../../core/kernel/hash';
import { DAY_MS } from '../../core/kernel/amounts';
import { businessDateAt } from '../../core/kernel/calendar';
import { entryKinds, type EntryFacts, type EntryKind, type EntryPersonal } from '../../core/log/kinds';
import { playHistory, type DemoEntry } from './demo-history';
import { DemoRandom } from './demo-random';
import { demoLocations, demoUsers } from './shop/organisation';
import { demoPrograms } from './shop/programs';
import { HISTORY_DAYS } from './visits/timeline';

const now = Date.parse('2026-07-03T17:30:00Z');
const programs = demoPrograms(businessDateAt(now - 850 * DAY_MS, 'America/Chicago'));
const receiptPrefix = { midtown: 'MID-1', harbor: 'HAR-1', uptown: 'UPT-1' };

function play(seed: number, customers: number): readonly DemoEntry[] {
  const history = playHistory(new DemoRandom(seed), { customers, groupSize: 400, now, programs, receiptPrefix });
  return [...history.groups()].flatMap((group) => [...group]);
}

const entries = play(1, 1500);

/** Entries of one kind with their bodies, as their schema types them. */
function ofKind<Kind extends EntryKind>(kind: Kind) {
  return entries
    .filter(({ draft }) => draft.kind === kind)
    .map(({ place, draft }) => ({
      place,
      draft,
      facts: draft.facts as EntryFacts<Kind>,
      personal: draft.personal as EntryPersonal<Kind>,
    }));
}

test('the same seed plays the same history, another seed another', () => {
  const hashes = (seed: number) => play(seed, 60).map(({ draft }) => hashValue(draft));

  expect(hashes(7)).toEqual(hashes(7));
  expect(hashes(7)).not.toEqual(hashes(8));
});

test('every entry has the form of its kind', () => {
  for (const { draft: content } of entries) {
    const kind = entryKinds[content.kind as EntryKind];
    expect(Value.Check(kind.facts, content.facts)).toBe(true);
    expect(
      content.personal === null ? kind.personal === null : Value.Check(kind.personal ?? kind.facts, content.personal),
    ).toBe(true);
  }
});

test('the server would flag nothing: items, values, enrollment and rewards are right (FG-1, LO-10, RD-16)', () => {
  const visits = ofKind('transaction-finished');
  expect(visits.length).toBeGreaterThan(2000);
  for (const { facts, place } of visits) expect(checkTransaction(facts, programs, place)).toEqual([]);
});

test('no punch is used for two rewards (OX-6)', () => {
  const used = ofKind('transaction-finished').flatMap(({ facts }) =>
    facts.redemptions.flatMap(({ punches }) => punches),
  );
  expect(new Set(used.map((ref) => JSON.stringify(ref))).size).toBe(used.length);
});

test('every customer would pass the form a cashier fills in (NC-15, NC-16)', () => {
  for (const { personal } of ofKind('customer-added')) {
    expect(checkNewCustomer(personal, { country: 'US', internalIdOn: false })).toEqual({ ok: true, value: personal });
  }
  for (const { personal } of ofKind('customer-edited')) expect(readChanges(personal.changes).ok).toBe(true);
});

test('emails and phones are unique (IC-1)', () => {
  const added = ofKind('customer-added').map(({ personal }) => personal);
  for (const field of ['email', 'phone'] as const) {
    const given = added.map((one) => one[field].toLowerCase()).filter((value) => value !== '');
    expect(given.length).toBeGreaterThan(1000);
    expect(new Set(given).size).toBe(given.length);
  }
});

test('it lasts about 26 months, receipts are numbered as time goes, and nothing lies in the future (SA-9)', () => {
  const instants = entries.map(({ draft }) => draft.shownAt);
  expect(Math.min(...instants)).toBeGreaterThan(now - (HISTORY_DAYS + 2) * DAY_MS);
  expect(Math.min(...instants)).toBeLessThan(now - 700 * DAY_MS);
  expect(Math.max(...instants)).toBeLessThan(now);
  const midtown = ofKind('transaction-finished').filter(({ place }) => place === 'midtown');
  const inTime = midtown.sort((a, b) => a.draft.shownAt - b.draft.shownAt);
  const receipts = inTime.map(({ facts }) => Number(facts.receiptNumber.split('-').at(-1)));
  expect(receipts).toEqual(receipts.map((_, index) => index + 1));
});

test('there are long, Arabic and accented names, couples, and accounts without email or phone (NC-4, NC-15, IC-12)', () => {
  const people = ofKind('customer-added').map(({ personal }) => personal);
  const names = people.map(({ firstName, lastName }) => `${firstName} ${lastName}`);

  expect(names).toContain('Ann & Bill Smith');
  expect(names.filter((name) => name === 'Maria Garcia')).toHaveLength(2);
  expect(Math.max(...people.map(({ firstName }) => firstName.length))).toBeGreaterThan(75);
  for (const kind of [/\p{Script=Arabic}/u, /[éáñíöü]/u, / & /u, / \/ /u])
    expect(names.some((name) => kind.test(name))).toBe(true);
  expect(people.some(({ email, phone }) => email === '' && phone !== '')).toBe(true);
  expect(people.some(({ email, phone }) => email !== '' && phone === '')).toBe(true);
  expect(people.some(({ email, phone }) => email === '' && phone === '')).toBe(true);
});

test('there is one employee and one breeder account, made by an Admin (EB-13)', () => {
  const types = ofKind('customer-edited').filter(({ personal }) => 'type' in personal.changes);
  expect(types.map(({ personal }) => personal.changes['type'])).toEqual(
    expect.arrayContaining(['employee', 'breeder']),
  );
  expect(types).toHaveLength(2);
  for (const { draft } of types) expect(draft.userId).toBe('user-olivia');
});

test('the PINs have six digits and are not easy to guess', () => {
  for (const { pin } of demoUsers) {
    expect(pin).toMatch(/^\d{6}$/);
    expect(new Set(pin).size).toBeGreaterThan(4);
    expect('0123456789876543210').not.toContain(pin);
  }
  expect(demoLocations.map(({ name }) => name)).toEqual(['Midtown', 'Harbor', 'Uptown']);
});
