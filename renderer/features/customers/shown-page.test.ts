import { expect, test } from 'vitest';
import { aSearchRow } from '../../../tests/support/factories';
import type { CustomerListPage, CustomerListQuery } from '../../data/register-data';
import { nextShown } from './shown-page';

const row = (id: string, lastName = 'Lee') => aSearchRow({ id, lastName });
const pageOf = (ids: string, total: number): CustomerListPage => {
  return { rows: [...ids].map((id) => row(id)), total, page: 0 };
};
const asked: CustomerListQuery = { text: '', appUsersOnly: false, sort: 'name', locationId: null, page: 0 };
const other: CustomerListQuery = { ...asked, text: 'lee' };

test('a page that is as before stays the same, and so do its rows when only the count changes', () => {
  const shown = nextShown(null, pageOf('ab', 2), asked);
  expect(nextShown(shown, pageOf('ab', 2), asked)).toBe(shown);
  const counted = nextShown(shown, pageOf('ab', 3), asked);
  expect(counted.page.total).toBe(3);
  expect(counted.page.rows).toBe(shown.page.rows);
});

test('of customers who come, go, move and change, each keeps its element, and who is as before its row', () => {
  const shown = nextShown(null, pageOf('abc', 3), asked);
  const [a, b] = shown.page.rows;
  const came = nextShown(shown, pageOf('bna', 3), asked);
  expect(came.page.rows.map(({ id }) => id)).toEqual(['b', 'n', 'a']);
  expect([came.page.rows[0], came.page.rows[2]]).toEqual([b, a]);
  expect(came.page.rows[0]).toBe(b);
  expect(came.slots).toEqual([1, 3, 0]);

  const changed = nextShown(came, { ...pageOf('bna', 3), rows: [row('b', 'Smith'), row('n'), row('a')] }, asked);
  expect(changed.page.rows[0]?.lastName).toBe('Smith');
  expect(changed.page.rows[2]).toBe(a);
  expect(changed.slots).toEqual([1, 3, 0]);
});

test('the answer to another question takes the elements that are there, from the top; no element is taken twice', () => {
  const shown = nextShown(nextShown(null, pageOf('abc', 3), asked), pageOf('bna', 3), asked);
  const answer = nextShown(shown, pageOf('awxyz', 5), other);
  expect(answer.page.rows.map(({ id }) => id)).toEqual([...'awxyz']);
  expect(answer.page.rows[0]).toBe(shown.page.rows[2]);
  expect(answer.slots.slice(0, 3)).toEqual(shown.slots);
  expect(new Set(answer.slots).size).toBe(5);
  expect(nextShown(answer, pageOf('x', 1), asked).slots).toEqual(answer.slots.slice(0, 1));
});
