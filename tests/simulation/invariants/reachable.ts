import { shortHash } from '../../../core/domain/cards/punch-key';
import type { Standing } from '../../../core/domain/cards/standing';
import type { Customer } from '../../../core/domain/customers/customer';
import type { LogEntry } from '../../../core/log/entry';
import type { StoreReads } from '../../../sync-server/store/store';
import { mustHold } from '../../support/world/broken';
import type { World } from '../../support/world/world';
import { Accounts } from './accounts';
import { readBooks } from './the-books';

/**
 * At the end: every visit with its punches is reachable from exactly one account that is nobody's part, and that is the
 * one it was written for, or the one that account is part of now (RU-15, RU-16).
 */
export async function checkReachable(world: World): Promise<void> {
  const { reads, accepted } = await readBooks(world);
  const customers = (await reads.documents('customers')).map(({ document }) => document as unknown as Customer);
  const accounts = new Accounts(reads);
  for (const { id } of customers) await accounts.of(id);
  await checkParts(reads, customers);
  const parts = new Set(customers.filter(({ mergedInto }) => mergedInto !== null).map(({ id }) => id));
  const standings = (await reads.documents('standings'))
    .filter(({ id }) => !parts.has(id))
    .map(({ id, document }) => ({ id, visits: visitsOf(document as unknown as Standing) }));

  for (const { entry } of accepted.values()) {
    const { kind, effectId, facts } = entry as LogEntry;
    if (kind !== 'transaction-finished' || typeof facts.customerId !== 'string') continue;
    const short = shortHash(effectId);
    const holders = standings.filter(({ visits }) => visits.has(effectId) || visits.has(short)).map(({ id }) => id);
    mustHold(holders.length === 1, 'every punch is reachable from exactly one active account (RU-15)', () => {
      return `${effectId} of ${String(facts.customerId)} is reachable from ${holders.join(' and ') || 'nobody'}`;
    });
    const account = await accounts.of(facts.customerId);
    mustHold(holders[0] === account, 'an entry counts for the account it was written for (RU-15)', () => {
      return `${effectId} of ${String(facts.customerId)} counts for ${holders[0] ?? ''} and not for ${account}`;
    });
  }
}

/** Ids of the visits a standing contains; of condensed ones their short hashes. */
function visitsOf({ transactions, condensed }: Standing): ReadonlySet<string> {
  return new Set([...transactions.map(({ id }) => id), ...condensed.transactions]);
}

/** Whoever is part of another account was rolled into it, and that was not undone. */
async function checkParts(reads: StoreReads, customers: readonly Customer[]): Promise<void> {
  for (const { id, mergedInto } of customers) {
    if (mergedInto === null) continue;
    const rollUps = await reads.rollUpsOf([id]);
    const stands = rollUps.some((row) => {
      return row.state === 'active' && row.primaryId === mergedInto && row.merged.includes(id);
    });
    mustHold(stands, 'an entry counts for the account it was written for (RU-15)', () => {
      return `${id} is part of ${mergedInto} by no roll-up that stands`;
    });
  }
}
