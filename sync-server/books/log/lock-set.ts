import type { LogEntry } from '../../../core/log/entry';
import { emailKey } from '../../../core/domain/customers/email';
import { identifierKey } from '../../../core/domain/customers/duplicates';
import type { IdentifierKey } from '../../store/rows';
import type { StoreTransaction } from '../../store/store';
import { claimedKeys } from '../effects/claim-identifiers';
import { named, type NotLocked, Pending } from './pending';
import type { ReadEntry } from './read-entry';

/** Kinds that move identifiers, so that those a customer has must be locked as well as those it gets. */
const MOVING_KINDS = ['customer-added', 'customer-edited', 'customer-deleted', 'customer-restored', 'customer-erased'];

/** Kinds that log 0 speaks of, or that change the account: the server's own row is held. */
const DECIDED_KINDS = ['customers-combined', 'roll-up-undone', 'customer-erased', 'account-settings-changed'];

const ID = /^[A-Za-z0-9_-]{1,64}$/;
/** Nothing longer passes a body's schema. */
const LONGEST_KEY = 254;

/**
 * What a batch must hold before it is judged: customers in the order of ids, then identifiers. A guess from the
 * entries; what turns out to be missing is added and the unit of work starts over (`NotLocked`).
 */
export class LockSet {
  readonly #customers = new Set<string>();
  readonly #identifiers = new Map<string, IdentifierKey>();
  readonly #moved = new Set<string>();
  /** True when the server's own row must be held; before any other. */
  needsServer = false;

  constructor(entries: readonly ReadEntry[]) {
    for (const { entry } of entries) {
      if (entry === null) continue;
      if (DECIDED_KINDS.includes(entry.kind)) this.needsServer = true;
      for (const id of combinedIds(entry)) this.#customers.add(id);
      const { customerId } = entry.facts;
      if (typeof customerId !== 'string' || !ID.test(customerId)) continue;
      this.#customers.add(customerId);
      if (!MOVING_KINDS.includes(entry.kind)) continue;
      this.#moved.add(customerId);
      namedIdentifiers(entry.personal ?? {}).forEach((key) => this.#addIdentifier(key));
    }
  }

  /** Takes what another attempt found missing. */
  add({ customerId, identifier, server }: NotLocked): void {
    if (server) this.needsServer = true;
    if (customerId !== null) this.#customers.add(customerId);
    if (identifier !== null) this.#addIdentifier(identifier);
  }

  /** Locks what comes before every log; once more does nothing. */
  async begin(tx: StoreTransaction): Promise<void> {
    if (this.needsServer) await tx.lockServer();
  }

  /** Locks all of it; whoever already claims one of the identifiers comes with it. */
  async lock(tx: StoreTransaction): Promise<Pending> {
    await this.begin(tx);
    const claimed = await tx.identifiers([...this.#identifiers.values()]);
    for (const { claims } of claimed) claims.forEach(({ customerId }) => this.#customers.add(customerId));
    const customers = await tx.lockCustomers([...this.#customers]);

    for (const { id, customer } of customers) {
      if (this.#moved.has(id)) claimedKeys(customer).forEach((key) => this.#addIdentifier(key));
    }
    const identifiers = await tx.lockIdentifiers([...this.#identifiers.values()]);
    const rollUps = await tx.rollUpsOf(customers.map(({ id }) => id));
    return new Pending(customers, identifiers, rollUps, this.needsServer);
  }

  #addIdentifier(key: IdentifierKey): void {
    this.#identifiers.set(named.identifier(key), key);
  }
}

/** Accounts that an entry combines or takes apart. */
function combinedIds({ kind, facts }: LogEntry): readonly string[] {
  if (kind !== 'customers-combined' && kind !== 'roll-up-undone') return [];
  const { primaryId, otherIds = [] } = facts as { readonly primaryId?: unknown; readonly otherIds?: unknown };
  const ids = [primaryId, ...(Array.isArray(otherIds) ? (otherIds as unknown[]) : [])];
  return ids.filter((id) => typeof id === 'string').filter((id) => ID.test(id));
}

/** Identifiers a new customer or an edit brings, in the form they will most likely be stored in. */
function namedIdentifiers(personal: Readonly<Record<string, unknown>>): readonly IdentifierKey[] {
  const { email, phone, internalId } = { ...personal, ...(personal.changes as Readonly<Record<string, unknown>>) };
  return [
    ...(typeof email === 'string' ? [{ kind: 'email' as const, key: emailKey(email) }] : []),
    ...(typeof phone === 'string' ? [identifierKey('phone', phone)] : []),
    ...(typeof internalId === 'string' ? [identifierKey('internal-id', internalId)] : []),
  ].filter(({ key }) => key !== '' && key.length <= LONGEST_KEY);
}
