import { expect, test } from 'vitest';
import { aCustomer, HARBOR, MIDTOWN } from '../../../tests/support/factories';
import { belongsTo, lastVisitAt, withVisit } from './visits';

const betty = aCustomer({ locations: [{ locationId: MIDTOWN, firstVisitAt: 10, lastVisitAt: 10 }] });

test('a new customer is in the list of the location that added it, and in another after a checkout there (LO-3, LO-7)', () => {
  expect(belongsTo(betty, MIDTOWN)).toBe(true);
  expect(belongsTo(betty, HARBOR)).toBe(false);
  expect(belongsTo(withVisit(betty, HARBOR, 20), HARBOR)).toBe(true);
});

test('visits that arrive late widen the span, whatever their order (OX-4)', () => {
  const visited = [30, 5, 20].reduce((customer, at) => withVisit(customer, MIDTOWN, at), betty);
  expect(visited.locations).toEqual([{ locationId: MIDTOWN, firstVisitAt: 5, lastVisitAt: 30 }]);
  expect(lastVisitAt(withVisit(visited, HARBOR, 7))).toBe(30);
  expect(lastVisitAt(aCustomer({ locations: [] }))).toBeNull();
});
