import { expect, test } from 'vitest';
import type { Standing } from '../../core/domain/cards/standing';
import { programTotalsOf } from '../../core/domain/cards/program-totals';
import { settleRedemptions } from '../../core/domain/cards/redemption-states';
import { createMemoryStore } from '../../sync-server/store/memory-store/memory-store';
import { aShop } from './support/a-shop';
import { aTill } from './support/a-till';
import { redeems } from './support/written-log';

const DAY_MS = 24 * 60 * 60 * 1000;

test('two rewards of one late batch, older than everything kept whole, both count with their punches (OX-4, OX-5)', async () => {
  const shop = await aShop(createMemoryStore());
  const early = await aTill(shop, 'harbor');
  const a = await aTill(shop, 'midtown');
  const customerId = a.log.addCustomer({ firstName: 'Betty', lastName: 'Smith', email: '', phone: '' });

  // Harbor sells offline for a while; its entries arrive last.
  for (const round of [1, 2]) {
    const bought = early.log.sell(customerId, 12);
    shop.clock.advance(DAY_MS);
    early.log.sell(customerId, 0, { redemptions: [redeems(`late-${round}`, bought, 12)] });
    shop.clock.advance(DAY_MS);
  }
  // Midtown fills and redeems cards meanwhile, far beyond what a standing keeps whole.
  for (let visit = 0; visit < 70; visit += 1) {
    const bought = a.log.sell(customerId, 12, { redemptions: [] });
    a.log.sell(customerId, 0, { redemptions: [redeems(`reward-${visit}`, bought, 12)] });
    shop.clock.advance(DAY_MS);
  }
  await a.send();
  await early.send();

  const standing = (await shop.store.document('standings', customerId)) as Standing | null;
  if (standing === null) throw new Error('no standing');
  expect(standing.condensed.before).not.toBe('');
  const totals = Object.values(programTotalsOf(standing));
  expect(totals).toEqual([{ itemsPurchased: 72 * 12, freeGoods: 72, rebatesCents: 0 }]);
  expect(settleRedemptions(standing).redemptions.filter(({ state }) => state === 'conflict')).toEqual([]);
});
