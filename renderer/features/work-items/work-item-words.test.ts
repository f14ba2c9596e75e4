import { expect, test } from 'vitest';
import { resolutionsOf, WorkItemSchema, type WorkItem } from '../../../core/domain/work-items/work-item';
import { actionWords, itemSentence, kindWords, pairHints, settledWords, type WorkItemKind } from './work-item-words';

const kinds = WorkItemSchema.properties.kind.anyOf.map(({ const: kind }) => kind) satisfies readonly WorkItemKind[];

function anItem(kind: WorkItemKind, code: string, refs: WorkItem['refs'] = { customerId: 'betty' }): WorkItem {
  return { id: 'item', kind, code, refs, locationId: 'midtown', openedAt: 0, state: 'open', settled: null };
}
const names = {
  ...{ customer: 'Betty Smith', other: 'Liz Smith', register: 'Counter 2', user: 'Olivia' },
  dayOf: (instant: number) => new Date(instant).toISOString().slice(0, 10),
};

test.each(kinds)('%s is told in plain sentences, with words for everything that settles it (3.5)', (kind) => {
  expect(itemSentence(anItem(kind, 'a-code-of-a-later-version'), names)).toMatch(/^[A-Z].*\.$/);
  expect(kindWords[kind]).not.toBe('');
  const resolutions = resolutionsOf({ kind, code: 'a-code-of-a-later-version' });
  for (const resolution of resolutions) {
    expect([actionWords[resolution], settledWords[resolution]]).not.toContain('');
  }
});

test('a pair is named with what it has in common (IC-10)', () => {
  expect(itemSentence(anItem('possible-duplicate', 'same-phone'), names)).toBe(
    'Betty Smith and Liz Smith have the same phone, but their names do not agree.',
  );
});

test('two people of one Employee ID are told what to do, and where combining is switched on (EB-8, RU-2)', () => {
  const pair = anItem('possible-duplicate', 'same-employee-id');
  expect(itemSentence(pair, names)).toContain('have the same Employee ID');
  expect(pairHints(pair, true).join(' ')).toContain('correct the Employee ID');
  expect(pairHints(anItem('possible-duplicate', 'same-phone'), true)).toEqual([]);
  expect(pairHints(anItem('possible-duplicate', 'same-phone'), false).join(' ')).toContain('Combine Duplicate');
  expect(pairHints(anItem('over-redeemed', 'punch-used-twice'), false)).toEqual([]);
});

test('who was refused is named, where it is known (RO-11)', () => {
  expect(itemSentence(anItem('refused-entry', 'customer-deleted'), names)).toMatch(
    /^Olivia at Counter 2 tried to delete/,
  );
  expect(itemSentence(anItem('refused-entry', 'customer-deleted'), { ...names, user: '' })).toMatch(/^Somebody at/);
});

test('everything registers raise by now has two or three ways to be settled (3.5)', () => {
  const later: readonly WorkItemKind[] = [
    'points-overspent',
    'limit-exceeded',
    'same-card-split',
    'claim-already-batched',
    'unknown-item',
  ];
  for (const kind of kinds.filter((one) => !later.includes(one))) {
    expect(resolutionsOf({ kind, code: 'unknown-kind' }).length, kind).toBeGreaterThanOrEqual(2);
  }
  // Nothing can be judged otherwise that was never readable.
  expect(resolutionsOf({ kind: 'parked-entry', code: 'not-intact' })).toEqual(['set-aside']);
});

test('how far a clock is off is told, and which way (OX-3)', () => {
  const told = (minutes: string) => itemSentence(anItem('clock-suspect', 'clock-off', { minutes }), names);
  expect(told('12')).toContain('Counter 2 is 12 minutes fast.');
  expect(told('-1440')).toContain('1,440 minutes slow');
  expect(itemSentence(anItem('clock-suspect', 'clock-off', {}), names)).toContain('more than 5 minutes off');
});

test('what a removed register delivers late waits for an Admin, and says so', () => {
  expect(itemSentence(anItem('parked-entry', 'register-revoked'), names)).toContain('was removed from the business');
});

test('a lost upload is named by file, rows, who and when (UP-10)', () => {
  const refs = {
    importId: 'one',
    fileName: 'customers.csv',
    rows: '1200',
    uploadedAt: String(Date.UTC(2026, 0, 5, 12)),
  };
  const told = itemSentence(anItem('lost-upload', 'upload-lost', refs), names);
  expect(told).toMatch(/customers\.csv \(1,200 rows, uploaded by Olivia on 2026-01-05\) was lost/);
  expect(itemSentence(anItem('lost-upload', 'undo-lost', refs), names)).toContain('take it back once more');
});

test('fields the rules do not allow are named as on the form', () => {
  const refs = { customerId: 'betty', fields: 'phone email' };
  expect(itemSentence(anItem('rule-difference', 'customer-fields', refs), names)).toContain('a phone and an email');
});
