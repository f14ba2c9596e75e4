import { expect, test } from 'vitest';
import type { Customer } from '../../core/domain/customers/customer';
import { heldKeys } from '../../core/domain/customers/duplicates';
import type { WorkItem } from '../../core/domain/work-items/work-item';
import { createMemoryStore } from '../../sync-server/store/memory-store/memory-store';
import type { Store } from '../../sync-server/store/store';
import { seededRandom } from '../support/seeded';
import { byAdmin, combine, customer, deliver, openItems, twoTills, undo } from './support/two-tills';

const phones = ['', '+12025550121', '+12025550122', '+12025550123'];
const emails = ['', 'a@x.com', 'b@x.com', 'c@x.com'];
const firstNames = ['Ann', 'Bob', 'Cy'];
const lastNames = ['Smith', 'Lopez', 'Kay'];

/** Two registers do to few people whatever can be done to accounts, and are heard of in any order; answers the books. */
async function aWildMonth(seed: number): Promise<Store> {
  const random = seededRandom(seed);
  const one = <Value>(of: readonly [Value, ...Value[]] | readonly Value[]) =>
    of[Math.floor(random() * of.length)] as Value;
  const store = createMemoryStore();
  const { shop, midtown, harbor, here, there } = await twoTills(() => Promise.resolve({ open: () => store }));
  const ids: string[] = [];
  const contact = () => ({
    ...{ firstName: one(firstNames), lastName: one(lastNames) },
    ...{ phone: one(phones), email: one(emails) },
  });
  const documents = async () => (await store.documents('workItems')).map(({ document }) => document as WorkItem);
  const acts = [
    async () => void ids.push(one([here, there]).addCustomer(contact())),
    async () =>
      void one([here, there]).editCustomer(one(ids), { [one(['phone', 'email'])]: '', ...one([contact(), {}]) }),
    async () => void one([here, there]).sell(one(ids), 1),
    async () => combine(one([here, there]), one(ids), [one(ids), one(ids)], here.newId()),
    async () => {
      const done = (await store.rollUpsOf(ids)).filter(({ state, merged }) => state === 'active' && merged.length > 0);
      if (done.length > 0) undo(one([here, there]), one(done).primaryId, one(done).id);
    },
    async () => void one([here, there]).write('customer-deleted', { customerId: one(ids) }, null, byAdmin),
    async () => void one([here, there]).write('customer-restored', { customerId: one(ids) }, null, byAdmin),
    async () => {
      if (random() < 0.2) here.write('customer-erased', { customerId: one(ids) }, null, byAdmin);
    },
    async () => {
      const open = (await documents()).filter(({ state, kind }) => state === 'open' && kind === 'possible-duplicate');
      if (random() > 0.5 || open.length === 0) return;
      here.write('work-item-settled', { workItemId: one(open).id, resolution: 'not-the-same-person' }, null, byAdmin);
    },
  ];
  for (let act = 0; act < 45; act += 1) {
    shop.clock.advance(1000);
    await (ids.length < 3 ? acts[0] : one(acts))?.();
    if (random() < 0.5) await deliver(shop, midtown, here);
    if (random() < 0.5) await deliver(shop, harbor, there);
  }
  await deliver(shop, midtown, here);
  await deliver(shop, harbor, there);
  expect(shop.troubles).toEqual([]);
  return store;
}

const pairOf = (one: string, other: string) => [one, other].sort().join(' ');

test.each(Array.from({ length: 60 }, (_, index) => index + 1))(
  'month %i: marks, open questions and shared identifiers say the same of every pair (IC-10, DE-4, RU-15, RU-16)',
  async (seed) => {
    const store = await aWildMonth(seed);
    const rows = (await store.documents('customers')).map(({ document }) => document as unknown as Customer);
    const customers = new Map(rows.map((row) => [row.id, row]));
    const items = (await store.documents('workItems')).map(({ document }) => document as WorkItem);
    const pairs = items.filter(({ kind }) => kind === 'possible-duplicate');
    const named = ({ refs }: WorkItem) => pairOf(refs.customerId ?? '', refs.otherCustomerId ?? '');
    const asked = pairs.filter(({ state }) => state === 'open').map(named);
    const marked = rows.flatMap(({ id, possibleDuplicateOf }) => possibleDuplicateOf.map((other) => pairOf(id, other)));
    expect(marked.sort()).toEqual([...asked, ...asked].sort());

    const open = rows.filter(({ status, stamps }) => status === 'active' && stamps.created !== undefined);
    const isOpen = (id: string) => open.some((one) => one.id === id);
    expect(asked.flatMap((pair) => pair.split(' ')).filter((id) => !isOpen(id))).toEqual([]);

    const answered = pairs.filter(({ settled }) => settled?.resolution === 'not-the-same-person').map(named);
    for (const one of open) {
      for (const { kind, key } of heldKeys(one)) {
        const [row] = await store.identifiers([{ kind, key }]);
        const holders = open.filter((other) => heldKeys(other).some((held) => held.kind === kind && held.key === key));
        expect(row?.claims.map(({ customerId }) => customerId).sort()).toEqual(holders.map(({ id }) => id).sort());
        const others = holders.filter(({ id }) => id !== one.id).map(({ id }) => pairOf(id, one.id));
        expect(others.filter((pair) => !asked.includes(pair) && !answered.includes(pair))).toEqual([]);
      }
    }

    for (const { id, mergedInto } of rows.filter(({ status }) => status === 'merged')) {
      const seen = new Set([id]);
      let primary = mergedInto;
      while (primary !== null && customers.get(primary)?.status === 'merged') {
        expect(seen.has(primary), 'a cycle (RU-16)').toBe(false);
        seen.add(primary);
        primary = customers.get(primary)?.mergedInto ?? null;
      }
      expect(customers.has(primary ?? '')).toBe(true);
    }
  },
);

test('a deletion that comes after a later restoring changes nothing, and settles nothing (OX-3, DE-7)', async () => {
  const store = createMemoryStore();
  const { shop, midtown, harbor, here, there, sync } = await twoTills(() => Promise.resolve({ open: () => store }));
  const betty = here.addCustomer({ firstName: 'Betty', lastName: 'Smith', phone: '+12025550123' });
  const mia = there.addCustomer({ firstName: 'Mia', lastName: 'Kay', phone: '+12025550123' });
  await sync();
  here.write('customer-deleted', { customerId: betty }, null, byAdmin); // cut off since
  shop.clock.advance(1000);
  there.write('customer-deleted', { customerId: betty }, null, byAdmin);
  shop.clock.advance(1000);
  there.write('customer-restored', { customerId: betty }, null, byAdmin);
  await deliver(shop, harbor, there);
  await deliver(shop, midtown, here);
  expect(await customer(shop, betty)).toMatchObject({ status: 'active', possibleDuplicateOf: [mia] });
  expect(await openItems(shop)).toEqual(['possible-duplicate']);
});

test('who was restored without an identifier is still compared when combined with somebody else, and after undoing (DE-8, IC-10)', async () => {
  const store = createMemoryStore();
  const { shop, here, there, sync } = await twoTills(() => Promise.resolve({ open: () => store }));
  const betty = here.addCustomer({ firstName: 'Betty', lastName: 'Smith', phone: '+12025550123' });
  const cleo = here.addCustomer({ firstName: 'Cleo', lastName: 'Orr' });
  here.write('customer-deleted', { customerId: betty }, null, byAdmin);
  await sync();
  const mia = there.addCustomer({ firstName: 'Mia', lastName: 'Kay', phone: '+12025550123' });
  await sync();
  here.write('customer-restored', { customerId: betty }, null, byAdmin);
  await sync();
  const marks = async () => {
    const all = await Promise.all([betty, cleo, mia].map((id) => customer(shop, id)));
    return all.map(({ possibleDuplicateOf }) => possibleDuplicateOf);
  };
  expect(await marks()).toEqual([[mia], [], [betty]]);
  combine(here, cleo, [betty]);
  await sync();
  expect(await marks()).toEqual([[], [mia], [cleo]]);
  expect(await openItems(shop)).toEqual(['possible-duplicate']);
  undo(here, cleo);
  await sync();
  expect(await marks()).toEqual([[mia], [mia], [betty, cleo].sort()]);
});
