import { expect, test } from 'vitest';
import { resolutionsOf, WorkItemSchema, type WorkItem } from '../../../core/domain/work-items/work-item';
import { actionWords, itemSentence, kindWords, settledWords, type WorkItemKind } from './work-item-words';

const kinds = WorkItemSchema.properties.kind.anyOf.map(({ const: kind }) => kind) satisfies readonly WorkItemKind[];

function anItem(kind: WorkItemKind, code: string, refs: WorkItem['refs'] = { customerId: 'betty' }): WorkItem {
  return { id: 'item', kind, code, refs, locationId: 'midtown', openedAt: 0, state: 'open', settled: null };
}
const names = { customer: 'Betty Smith', other: 'Liz Smith', register: 'Counter 2' };

test.each(kinds)('%s is told in plain sentences, with words for everything that settles it (3.5)', (kind) => {
  expect(itemSentence(anItem(kind, 'a-code-of-a-later-version'), names)).toMatch(/^[A-Z].*\.$/);
  expect(kindWords[kind]).not.toBe('');
  for (const resolution of resolutionsOf(kind)) {
    expect([actionWords[resolution], settledWords[resolution]]).not.toContain('');
  }
});

test('a pair is named with what it has in common (IC-10)', () => {
  expect(itemSentence(anItem('possible-duplicate', 'same-phone'), names)).toBe(
    'Betty Smith and Liz Smith have the same phone, but their names do not agree.',
  );
});

test('fields the rules do not allow are named as on the form', () => {
  const refs = { customerId: 'betty', fields: 'phone email' };
  expect(itemSentence(anItem('rule-difference', 'customer-fields', refs), names)).toContain('a phone and an email');
});
