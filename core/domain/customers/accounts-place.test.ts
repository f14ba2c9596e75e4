import { expect, test } from 'vitest';
import { accountsPlace } from './accounts-place';

const at = (...ids: string[]) => ({
  locations: ids.map((locationId) => ({ locationId, firstVisitAt: 0, lastVisitAt: 0 })),
});

test('accounts of one location are its Admin’s, those of several the Master Admin’s (DE-6, RU-17)', () => {
  expect(accountsPlace([at('midtown'), at('midtown')])).toEqual({ id: 'midtown' });
  expect(accountsPlace([at('midtown'), at('harbor')])).toBeNull();
  expect(accountsPlace([at('midtown', 'harbor')])).toBeNull();
  expect(accountsPlace([])).toBeNull();
});
