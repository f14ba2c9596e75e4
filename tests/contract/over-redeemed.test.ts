import { expect, test } from 'vitest';
import { attachableCards, countingPunches } from '../../core/domain/cards/attachable-cards';
import { cardsOf } from '../../core/domain/cards/cards-of';
import { redemptionStates } from '../../core/domain/cards/redemption-states';
import type { Standing } from '../../core/domain/cards/standing';
import { programBook } from '../../core/domain/programs/program-book';
import type { PunchRef } from '../../core/domain/transactions/transaction';
import type { WorkItem } from '../../core/domain/work-items/work-item';
import type { Decision } from '../../core/sync/decision';
import { createMemoryStore } from '../../sync-server/store/memory-store/memory-store';
import type { Store } from '../../sync-server/store/store';
import { aProgram, aQuestion } from '../support/factories';
import { aShop } from './support/a-shop';
import { aTill, kinds } from './support/a-till';
import { eachStore } from './support/each-store';
import { redeems } from './support/written-log';

const byAdmin = { userId: 'master-admin', ruleVersions: { 'program-acme': 1 } };
const refsOf = (transactionId: string, units: number): PunchRef[] =>
  Array.from({ length: units }, (_, unit) => ({ transactionId, line: 0, unit }));

/** Betty's full card was redeemed at both tills, and she has filled another one since. */
async function takenTwice(store: Store, onBegun: () => void = () => undefined) {
  const shop = await aShop(store);
  await shop.books.putPrograms([aProgram()]);
  onBegun();
  const [a, b] = [await aTill(shop, 'midtown'), await aTill(shop, 'harbor')];
  const betty = a.log.addCustomer();
  const bought = a.log.sell(betty, 12);
  shop.clock.advance(60_000);
  a.log.sell(betty, 0, { redemptions: [redeems('first', bought)] });
  shop.clock.advance(60_000);
  b.log.sell(betty, 0, { redemptions: [redeems('second', bought)] });
  shop.clock.advance(60_000);
  const other = a.log.sell(betty, 13);
  await a.send();
  await b.send();
  const standing = async () => (await shop.store.document('standings', betty)) as unknown as Standing;
  const states = async () => Object.fromEntries(redemptionStates(await standing()));
  const cards = async () => cardsOf(await standing(), programBook([aProgram()]), aQuestion());
  const itemOf = async (redemptionId: string) => {
    const items = await shop.store.documents('workItems');
    return items.map(({ document }) => document as WorkItem).find(({ refs }) => refs['redemptionId'] === redemptionId);
  };
  const settle = async (resolution: 'attached' | 'accepted-as-store-cost' | 'voided', punches?: PunchRef[]) => {
    const workItemId = (await itemOf('second'))?.id ?? '';
    a.log.write('work-item-settled', { workItemId, resolution, ...(punches && { punches }) }, null, byAdmin);
    return kinds(await a.send());
  };
  return { shop, a, b, betty, bought, other, standing, states, cards, itemOf, settle };
}

eachStore((place) => {
  test('a reward taken twice is attached to another full card; an earlier reward that comes late does not undo it (OX-6)', async () => {
    const { shop, b, betty, other, states, cards, itemOf, settle } = await takenTwice((await place()).open());
    expect(await states()).toEqual({ first: 'confirmed', second: 'conflict' });
    const [card] = attachableCards(await cards(), 'second');
    const punches = card === undefined ? [] : [...countingPunches(card)];
    expect(punches).toEqual(refsOf(other, 12));

    expect(await settle('attached', punches)).toEqual(['accepted']);
    expect(await states()).toEqual({ first: 'confirmed', second: 'confirmed' });
    expect((await cards()).map(({ status, count }) => `${status} ${count}`)).toEqual([
      ...['open 1', 'redeemed 12', 'redeemed 12'],
    ]);
    expect(await itemOf('second')).toMatchObject({ state: 'settled', settled: { resolution: 'attached' } });

    // Harbor, cut off since, had given that card away already: what is settled stays, the other one is asked about.
    b.log.sell(betty, 0, { redemptions: [redeems('late', other)] });
    expect(kinds(await b.send())).toEqual(['accepted']);
    expect(await states()).toEqual({ first: 'confirmed', second: 'confirmed', late: 'conflict' });
    expect(await itemOf('late')).toMatchObject({ kind: 'over-redeemed', state: 'open' });
    const decisions = await shop.documentsOf<Decision>(b.register, 'decisions');
    expect(decisions.at(-1)).toMatchObject({ kind: 'work-item-settled', facts: { item: { kind: 'over-redeemed' } } });
  });

  test('the server decides again which card is full and unused; nothing comes of another one (OX-6)', async () => {
    const { bought, other, states, itemOf, settle } = await takenTwice((await place()).open());
    const wrong = [refsOf(bought, 12), refsOf(other, 11), refsOf(other, 13), refsOf('nothing', 12)];
    for (const punches of wrong) {
      expect(await settle('attached', punches)).toEqual(['accepted no-other-card']);
    }
    expect(await settle('attached')).toEqual(['accepted no-other-card']);
    expect(await itemOf('second')).toMatchObject({ state: 'open' });
    expect(await states()).toEqual({ first: 'confirmed', second: 'conflict' });
  });

  test.each(['accepted-as-store-cost', 'voided'] as const)(
    'a reward settled as %s never has a claim, whatever arrives later (OX-6)',
    async (resolution) => {
      const { a, b, betty, bought, states, itemOf, settle } = await takenTwice((await place()).open());
      expect(await settle(resolution)).toEqual(['accepted']);
      expect(await itemOf('second')).toMatchObject({ settled: { resolution } });
      // The first one turns out to have lost against one that comes late: the second one still has no card.
      b.log.sell(betty, 0, { shownAt: a.log.clock.now() - 150_000, redemptions: [redeems('earlier', bought, 1)] });
      await b.send();
      expect(await states()).toMatchObject({ second: 'conflict' });
      expect(await itemOf('second')).toMatchObject({ state: 'settled' });
    },
  );

  test('after a roll-up and its undoing the reward keeps the card it was attached to (OX-6, RU-15)', async () => {
    const { a, betty, other, states, settle } = await takenTwice((await place()).open());
    const liz = a.log.addCustomer({ firstName: 'Liz' });
    const facts = { rollUpId: 'roll-up', primaryId: liz, otherIds: [betty], joinedPets: [] };
    a.log.write('customers-combined', facts, null, byAdmin);
    expect(kinds(await a.send())).toEqual(['accepted', 'accepted']);
    expect(await settle('attached', refsOf(other, 12))).toEqual(['accepted']);
    a.log.write('roll-up-undone', { rollUpId: 'roll-up', primaryId: liz }, null, byAdmin);
    expect(kinds(await a.send())).toEqual(['accepted']);
    expect(await states()).toEqual({ first: 'confirmed', second: 'confirmed' });
  });
});

test('a restored server learns what was settled from log 0, before the visits come again (OX-6)', async () => {
  const store = createMemoryStore();
  let backup = store.snapshot();
  // The backup knows the business, and neither visits nor tills.
  const begun = () => void (backup = store.snapshot());
  const { shop, a, b, betty, other, states, itemOf, settle } = await takenTwice(store, begun);
  expect(await settle('attached', refsOf(other, 12))).toEqual(['accepted']);
  const kept = await shop.documentsOf<Decision>(a.register, 'decisions');
  store.restore(backup);
  await shop.books.beginNextEpoch('restored');
  await shop.books.takeBackDecisions(b.register, kept);
  expect(await itemOf('second')).toMatchObject({ state: 'settled', settled: { resolution: 'attached' } });

  const epoch = await shop.books.epoch();
  for (const { register, log } of [b, a]) await shop.books.acceptBatch(register, log.batch(epoch));
  expect(await states()).toEqual({ first: 'confirmed', second: 'confirmed' });
  expect(await itemOf('second')).toMatchObject({ state: 'settled' });
  expect((await store.documents('customers')).map(({ id }) => id)).toEqual([betty]);
});

test('accepting as store cost holds after a restore, too (OX-6)', async () => {
  const store = createMemoryStore();
  const { shop, a, b, settle, states, itemOf } = await takenTwice(store);
  const backup = store.snapshot();
  expect(await settle('accepted-as-store-cost')).toEqual(['accepted']);
  const kept = await shop.documentsOf<Decision>(a.register, 'decisions');
  store.restore(backup);
  await shop.books.beginNextEpoch('restored');
  expect(await itemOf('second')).toMatchObject({ state: 'open' });
  await shop.books.takeBackDecisions(b.register, kept);
  expect(await itemOf('second')).toMatchObject({ state: 'settled', settled: { resolution: 'accepted-as-store-cost' } });
  expect(await states()).toEqual({ first: 'confirmed', second: 'conflict' });
});
