import { aProgram } from '../../support/factories';
import { seededRandom } from '../../support/seeded';
import type { Store } from '../../../sync-server/store/store';
import { aShop, valueOf, type JoinedRegister, type Shop } from './a-shop';
import { redeems, WrittenLog } from './written-log';

/** What three registers wrote while they knew little of one another. */
export interface BusyWeek {
  readonly shop: Shop;
  readonly registers: readonly JoinedRegister[];
  readonly logs: readonly WrittenLog[];
}

/**
 * Three registers at two locations write the same week for the same seed: customers that share identifiers, edits that
 * cross, rewards taken twice, deletions, sales for customers whose entry is still on its way, and nonsense.
 *
 * No two have the same name: who would be rolled up depends on who meets whom, which is log 0's to say (IC-10).
 */
export async function aBusyWeek(store: Store, seed: number, steps = 60): Promise<BusyWeek> {
  const shop = await aShop(store, seed);
  await shop.books.putPrograms([aProgram()]);
  const registers = [await shop.join('midtown'), await shop.join('harbor'), await shop.join('harbor')];
  const logs = registers.map(
    ({ register }) =>
      new WrittenLog(register.id, register.locationId, shop.clock, `log-${register.number}-${register.locationId}`),
  );
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const customers: string[] = [];
  const bought: { readonly customerId: string; readonly transactionId: string }[] = [];
  const emails = ['', 'a@x.com', 'b@x.com', 'C@x.com', 'c@X.com'];
  const phones = ['', '+12025550101', '+12025550102'];
  const pick = <Value>(values: readonly Value[]): Value | undefined => values[below(values.length)];

  for (let step = 0; step < steps; step += 1) {
    shop.clock.advance(1 + below(60_000));
    const log = pick(logs);
    if (log === undefined) continue;
    const customerId = pick(customers);
    const what = below(12);
    if (customerId === undefined || what < 3) {
      const contact = {
        firstName: `Name${customers.length}`,
        lastName: 'Smith',
        email: pick(emails),
        phone: pick(phones),
      };
      customers.push(log.addCustomer({ ...contact, email: contact.email ?? '', phone: contact.phone ?? '' }));
    } else if (what < 7) {
      const units = below(14);
      bought.push({ customerId, transactionId: log.sell(customerId, units) });
    } else if (what === 7) {
      const reward = pick(bought);
      if (reward !== undefined) {
        const redemption = redeems(`redemption-${step}`, reward.transactionId, 1 + below(3));
        log.sell(reward.customerId, 1, { redemptions: [redemption] });
      }
    } else if (what === 8) log.editCustomer(customerId, { email: pick(emails) ?? '', lastName: `Edited${below(9)}` });
    else if (what === 9) log.editCustomer(customerId, { phone: pick(phones) ?? '' });
    else if (what === 10 && below(3) === 0) {
      log.write('customer-deleted', { customerId }, null, { userId: pick(['master-admin', 'cashier']) ?? null });
    } else log.say(pick(['of-a-later-version', 'transaction-finished']) ?? '', { customerId }, null);
  }
  shop.clock.advance(60_000);
  return { shop, registers, logs };
}

/** Delivers all logs, each in its order, in batches whose order and size `random` decides. */
export async function deliver({ shop, registers, logs }: BusyWeek, random: () => number): Promise<readonly unknown[]> {
  const sent = logs.map(() => 0);
  const verdicts: unknown[] = [];
  const epoch = await shop.books.epoch();
  for (;;) {
    const open = logs
      .map((_, index) => index)
      .filter((index) => (sent[index] ?? 0) < (logs[index]?.entries.length ?? 0));
    const index = open[Math.floor(random() * open.length)];
    if (index === undefined) return verdicts;
    const [log, joined, from] = [logs[index], registers[index], sent[index] ?? 0];
    if (log === undefined || joined === undefined) throw new Error('no such log');
    const batch = log.batch(epoch, from + 1, from + 1 + Math.floor(random() * 12));
    const reply = valueOf(await shop.books.acceptBatch(joined.register, batch));
    verdicts.push(reply);
    sent[index] = reply.acknowledgedThrough;
  }
}
