import type { Customer } from '../../../core/domain/customers/customer';
import { heldKeys } from '../../../core/domain/customers/duplicates';
import { isPlaceholder } from '../../../core/domain/customers/new-customer';
import type { WorkItem } from '../../../core/domain/work-items/work-item';
import type { StoreReads } from '../../../sync-server/store/store';
import { mustHold } from '../../support/world/broken';
import type { World } from '../../support/world/world';

/** Which account an id counts for in the books, and whether it ever was another one. */
export class Accounts {
  constructor(private readonly reads: StoreReads) {}

  /** The one account that is nobody else's part (RU-16): every id leads to exactly one. */
  async of(customerId: string): Promise<string> {
    const seen = new Set<string>();
    for (let id = customerId; ;) {
      // In a circle nobody is reached.
      mustHold(!seen.has(id), 'every punch is reachable from exactly one active account (RU-15)', () =>
        [...seen].join(' '),
      );
      seen.add(id);
      const customer = (await this.reads.document('customers', id)) as Customer | null;
      if (customer?.mergedInto == null) return id;
      id = customer.mergedInto;
    }
  }

  async wasRolledUp(customerId: string): Promise<boolean> {
    return (await this.reads.rollUpsOf([customerId])).length > 0;
  }
}

/** Whatever was combined and undone, a pet is on one account alone (RU-15). */
function checkPets(customers: readonly Customer[]): void {
  const homes = new Map<string, string>();
  for (const { id, pets } of customers) {
    for (const pet of pets) {
      const other = homes.get(pet.id);
      mustHold(
        other === undefined,
        'a pet is on one account alone (RU-15)',
        () => `${pet.id} is on ${id} and on ${other ?? ''}`,
      );
      homes.set(pet.id, id);
    }
  }
}

/** At most one active account per identifier, unless a person is asked or has said that they are two (IC-10). */
export async function checkIdentifiers(world: World, reads: StoreReads): Promise<void> {
  const all = (await reads.documents('customers')).map(({ document }) => document as unknown as Customer);
  const items = (await reads.documents('workItems')).map(({ document }) => document as unknown as WorkItem);
  const holders = new Map<string, Customer[]>();
  for (const customer of all) {
    if (customer.status !== 'active' || isPlaceholder(customer)) continue;
    for (const { kind, key } of heldKeys(customer)) {
      holders.set(`${kind} ${key}`, [...(holders.get(`${kind} ${key}`) ?? []), customer]);
    }
  }
  checkPets(all);
  const isAsked = (one: Customer, other: Customer) =>
    items.some(({ kind, refs }) => {
      const pair = [refs['customerId'], refs['otherCustomerId']];
      return kind === 'possible-duplicate' && pair.includes(one.id) && pair.includes(other.id);
    });
  for (const [key, [first, ...others]] of holders) {
    for (const other of first === undefined ? [] : others) {
      const isFine = first === undefined || first.id === other.id || isAsked(first, other);
      mustHold(isFine, 'one active account per identifier, or a person is asked (IC-10)', () => {
        return `${key}: ${first?.id ?? ''} and ${other.id} in seed ${String(world.plan.seed)}`;
      });
    }
  }
}
