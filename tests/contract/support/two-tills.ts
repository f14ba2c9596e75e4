import { expect } from 'vitest';
import { cardsOf } from '../../../core/domain/cards/cards-of';
import type { Standing } from '../../../core/domain/cards/standing';
import type { Customer } from '../../../core/domain/customers/customer';
import { programBook } from '../../../core/domain/programs/program-book';
import { aProgram } from '../../support/factories';
import { aShop, valueOf, type JoinedRegister, type Shop } from './a-shop';
import type { StorePlace } from './each-store';
import { WrittenLog } from './written-log';

/** Acts that need an Admin of every location. */
export const byAdmin = { userId: 'master-admin' };

/** Two registers at two locations; what is written is delivered by `deliver` or `sync`, in whatever order a test wants. */
export async function twoTills(place: () => Promise<StorePlace>) {
  const shop = await aShop((await place()).open());
  await shop.books.putPrograms([aProgram()]);
  const [midtown, harbor] = [await shop.join('midtown'), await shop.join('harbor')];
  const logAt = ({ register }: JoinedRegister) =>
    new WrittenLog(register.id, register.locationId, shop.clock, `log-${register.locationId}`);
  const till = { shop, midtown, harbor, here: logAt(midtown), there: logAt(harbor) };
  return {
    ...till,
    sync: async () => [await deliver(shop, midtown, till.here), await deliver(shop, harbor, till.there)].flat(),
  };
}

export function combine(log: WrittenLog, primaryId: string, otherIds: readonly string[], rollUpId = 'roll-up'): void {
  log.write('customers-combined', { rollUpId, primaryId, otherIds: [...otherIds], joinedPets: [] }, null, byAdmin);
}

export function undo(log: WrittenLog, primaryId: string, rollUpId = 'roll-up'): void {
  log.write('roll-up-undone', { rollUpId, primaryId }, null, byAdmin);
}

const delivered = new WeakMap<WrittenLog, number>();

/** Delivers what was written since the last time; nothing of it may be parked. */
export async function deliver(shop: Shop, { register }: JoinedRegister, log: WrittenLog) {
  const from = delivered.get(log) ?? 0;
  if (log.entries.length === from) return [];
  const reply = valueOf(await shop.books.acceptBatch(register, log.batch(await shop.books.epoch(), from + 1)));
  delivered.set(log, reply.acknowledgedThrough);
  expect(reply.verdicts.filter(({ kind }) => kind === 'parked')).toEqual([]);
  return reply.verdicts;
}

/** A customer as the books have it. */
export async function customer(shop: Shop, id: string): Promise<Customer> {
  return (await shop.store.document('customers', id)) as unknown as Customer;
}

/** Kinds of what is asked of people. */
export async function openItems(shop: Shop): Promise<readonly unknown[]> {
  const items = (await shop.store.documents('workItems')).map(({ document }) => document);
  return items.filter(({ state }) => state === 'open').map(({ kind }) => kind);
}

/** Unredeemed and redeemed cards of an account, as status and punches. */
export async function cards(shop: Shop, id: string): Promise<readonly string[]> {
  const standing = (await shop.store.document('standings', id)) as Standing | null;
  if (standing === null) return [];
  const question = { today: '2026-01-06', locationId: 'midtown', unconfirmedTransactions: new Set<string>() };
  const found = cardsOf(standing, programBook([aProgram()]), question);
  return found.map(({ status, count }) => `${status} ${String(count)}`);
}
