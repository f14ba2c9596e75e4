import { SECOND_THOUGHTS_MS } from '../../../core/domain/customers/second-thoughts';
import { applyEdit } from '../../../core/domain/customers/apply-edit';
import type { CustomerChanges } from '../../../core/domain/customers/customer-edit';
import type { Customer } from '../../../core/domain/customers/customer';
import { heldKeys, identifierKey } from '../../../core/domain/customers/duplicates';
import { isPlaceholder } from '../../../core/domain/customers/new-customer';
import { activeAccount, changeAccount } from './accounts';
import { settleActivity } from './activity-after-deletion';
import { isErased } from './customer-erased';
import { checkedId, type ActingScene, type EntryScene } from './entry-scene';
import { recordAct } from './record-audit';
import { completeRollUps } from './roll-up';

/** An Admin brings a deleted customer back (DE-7). Answers '' or why not, as a stable code. */
export function restoreCustomer(scene: EntryScene<'customer-restored'>): Promise<string> {
  return restoreAccount(scene, checkedId(scene.facts.customerId));
}

/**
 * The customer with all cards, punches and points, as it was. An identifier that another customer uses by now stays
 * with that one, and a person is asked whether they are the same (DE-8).
 */
export async function restoreAccount(scene: ActingScene, id: string): Promise<string> {
  const { pending, order, receivedAt } = scene;
  const account = activeAccount(pending, id);
  if (account === null || isPlaceholder(account)) return 'customer-unknown';
  if (account.status !== 'deleted') return '';
  if (account.deletedAt !== null && receivedAt - account.deletedAt > SECOND_THOUGHTS_MS) return 'restore-too-late';
  if (isErased(account)) return 'customer-erased';

  const holders = holdersOf(scene, account);
  // Also what it would be without the roll-ups it went through: undoing one must not delete it again (RU-15).
  changeAccount(pending, account.id, (customer) => {
    const changes: CustomerChanges = { status: 'active', deletedAt: null, ...withoutTaken(customer, holders) };
    return applyEdit(customer, { changes, stamp: order });
  });
  for (const [otherId, kind] of new Map([...holders].map(([name, one]) => [one, kindOf(name)]))) {
    pending.meet({ id: account.id, otherId, kind });
  }
  await settleActivity(scene, account.id, 'restored');
  // Roll-ups that log 0 speaks of may have waited for it.
  await completeRollUps(scene, account.id);
  recordAct(scene, 'customer-restored', account.id, { without: holders.size });
  return '';
}

/** Who uses the account's identifiers by now, by kind and key. */
function holdersOf({ pending }: ActingScene, account: Customer): ReadonlyMap<string, string> {
  const holders = new Map<string, string>();
  for (const key of heldKeys(account)) {
    const [first] = pending.identifier(key).claims.filter(({ customerId }) => customerId !== account.id);
    if (first !== undefined) holders.set(`${key.kind} ${key.key}`, first.customerId);
  }
  return holders;
}

function kindOf(name: string) {
  return name.slice(0, name.indexOf(' ')) as 'email' | 'phone' | 'internal-id';
}

function withoutTaken(account: Customer, holders: ReadonlyMap<string, string>): CustomerChanges {
  const isTaken = (kind: 'email' | 'phone' | 'internal-id', value: string) => {
    return holders.has(`${kind} ${identifierKey(kind, value).key}`);
  };
  return {
    ...(isTaken('email', account.email) && { email: '' }),
    ...(isTaken('phone', account.phone) && { phone: '' }),
    ...(isTaken('internal-id', account.internalId) && { internalId: '' }),
    formerIdentifiers: account.formerIdentifiers.filter(({ kind, value }) => !isTaken(kind, value)),
  };
}
