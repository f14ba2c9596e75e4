import { expect, test } from 'vitest';
import { aCustomer } from '../../../tests/support/factories';
import { dataCopy } from './data-copy';

test('a copy holds everything kept of a customer, as lines a person can read', () => {
  const customer = aCustomer({
    firstName: 'Betty',
    lastName: 'Smith',
    email: 'betty@x.com',
    phone: '',
    formerIdentifiers: [{ kind: 'phone', value: '+12025550199' }],
    locations: [{ locationId: 'midtown', firstVisitAt: 1, lastVisitAt: 2 }],
  });
  const item = { upc: '036000291452', description: 'Bag', entry: 'scan', kind: 'purchase', units: 2 };
  const visit = {
    ...{ transactionId: 't', businessDate: '2026-01-05', finishedAt: 5, locationId: 'midtown', userId: null },
    ...{ receiptNumber: 'MID-1-1', items: [item, { ...item, kind: 'free-good', units: 1 }], redemptions: [] },
  };
  const locationName = (id: string) => (id === 'midtown' ? 'Midtown' : id);
  const copy = dataCopy(customer, {
    ...{ cards: [], visits: [visit], locationName, dateOf: (at) => `day ${String(at)}` },
    former: [{ words: { what: 'Email', value: 'old@x.com' }, until: 7 }],
  });

  expect(copy).toEqual(
    expect.arrayContaining([
      ['Contact', 'First name', 'Betty'],
      ['Contact', 'Email', 'betty@x.com'],
      ['Contact', 'Former phone', '+12025550199'],
      ['Locations', 'Midtown', 'day 1 to day 2'],
      ['Former', 'Email until day 7', 'old@x.com'],
      ['Visits', '2026-01-05, Midtown, receipt MID-1-1', '2 × Bag'],
      ['Visits', '2026-01-05, Midtown, receipt MID-1-1', '1 × Bag (free)'],
    ]),
  );
  expect(copy.some(([, what]) => what === 'Mobile phone')).toBe(false);
});
