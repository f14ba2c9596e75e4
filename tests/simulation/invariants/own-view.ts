import { shortHash } from '../../../core/domain/cards/punch-key';
import type { Customer } from '../../../core/domain/customers/customer';
import { isPetField, type CustomerField } from '../../../core/domain/customers/customer-edit';
import { mustHold } from '../../support/world/broken';
import type { Life } from '../../support/world/computer';
import type { Desk, World } from '../../support/world/world';
import { canonical } from './the-books';

/**
 * At any time: what was done at a register is in what it shows, whether the server has heard of it or not; and it calls
 * confirmed only what the books have confirmed.
 */
export async function checkOwnViews(world: World): Promise<void> {
  const books = await world.servers.place.look();
  for (const { kind, facts } of await books.decisions(0, 100_000)) {
    if (kind !== 'customer-erased') continue;
    // Of an account that is another's part by then, that one goes (RU-15).
    for (const id of (facts as { readonly customerIds: readonly string[] }).customerIds) world.truth.deleted.add(id);
  }
  for (const { primaryId, otherIds } of await books.keptRollUps()) {
    for (const id of [primaryId, ...otherIds]) world.witness.rolledUp.add(id);
  }
  for (const { desk, life } of world.living) {
    if (!life.register.isJoined || desk.isImaged) continue;
    await desk.computer.undisturbed(() => checkOwnView(world, desk, life));
  }
}

async function checkOwnView(
  { truth, witness, plan }: World,
  { computer }: Desk,
  { register, store }: Life,
): Promise<void> {
  const { name } = computer;
  const own = [...truth.sales.values()].filter((sale) => sale.computer === name && sale.receipt !== null);
  const about = new Set(own.flatMap(({ customerId }) => customerId ?? []));
  for (const [customerId, at] of truth.customers) if (at === name) about.add(customerId);
  for (const edit of truth.edits) if (edit.computer === name) about.add(edit.customerId);

  for (const customerId of about) {
    const { customer, standing } = await register.laidOver(customerId);
    const hasRewards = standing.transactions.some(({ redemptions }) => redemptions.length > 0);
    const view = hasRewards ? await register.view(customerId) : null;
    // A deleted customer leaves every location, and the sales with it (DE-6).
    const isGone = await isDeleted(store, truth.deleted, customerId);
    for (const { id } of own.filter((sale) => sale.customerId === customerId && !isGone)) {
      const isThere =
        standing.transactions.some((one) => one.id === id) || standing.condensed.transactions.includes(shortHash(id));
      mustHold(isThere, 'a register never loses an own entry from view', () => `${name} does not show ${id}`);
    }
    if (truth.customers.get(customerId) === name && !isGone) {
      mustHold(customer !== null, 'a register never loses an own entry from view', () => `${name} lost ${customerId}`);
    }
    // What a server receives with a clock that went back comes first in order, and loses (OX-3).
    const isOrdered = !plan.faults.has('server-clock');
    // What an account that others were rolled into shows may be theirs.
    const isCombined = witness.rolledUp.has(customerId) || truth.combined.has(customerId);
    const isItself = customer?.id === customerId && !isCombined;
    if (customer !== null && isItself && !isGone && isOrdered) checkEdits(truth.edits, computer, customer);

    for (const { redemption } of view?.cards ?? []) {
      if (redemption?.state !== 'confirmed') continue;
      const { redemptionId, transactionId } = redemption;
      const isConfirmed = witness.confirmed.has(redemptionId) && witness.inBooks.has(transactionId);
      mustHold(isConfirmed, 'confirmed is the books’ word (OX-6)', () => `${name} calls ${redemptionId} confirmed`);
    }
  }
  for (const { id, customerId } of own.filter((sale) => sale.customerId === null)) {
    const document = await register.transaction(id);
    mustHold(
      document !== null,
      'a register never loses an own entry from view',
      () => `${name}: ${id} ${String(customerId)}`,
    );
  }
}

/** Somebody asked to delete the customer, or the account he was rolled into. */
async function isDeleted(store: Life['store'], deleted: ReadonlySet<string>, customerId: string): Promise<boolean> {
  for (let id: string | null = customerId; id !== null;) {
    if (deleted.has(id)) return true;
    id = (await store.read('customers', id))?.document.mergedInto ?? null;
  }
  return false;
}

/** The last own edit of a field shows, or one of another register that came later in order (CP-9). */
function checkEdits(edits: World['truth']['edits'], { name, registerId }: Desk['computer'], customer: Customer): void {
  const last = new Map<string, readonly string[]>();
  for (const edit of edits) {
    if (edit.computer !== name || edit.customerId !== customer.id) continue;
    for (const [field, value] of Object.entries(edit.changes)) {
      const before = edit.isDoubtful ? (last.get(field) ?? []) : [];
      // What was never said to be saved may show or not, as long as nothing that was goes.
      if (!edit.isDoubtful || before.length > 0) last.set(field, [...before, canonical(value)]);
    }
  }
  for (const [field, values] of last) {
    const stamp = customer.stamps[field];
    const isOwn = stamp === undefined || stamp.includes(`:${registerId}:`);
    const shown = canonical(valueOf(customer, field as CustomerField));
    mustHold(!isOwn || values.includes(shown), 'a register never loses an own entry from view', () => {
      return `${name} shows ${field} ${shown} of ${customer.id} and not ${values.join(' or ')}`;
    });
  }
}

function valueOf(customer: Customer, field: CustomerField): unknown {
  if (isPetField(field)) return customer.pets.find(({ id }) => `pet:${id}` === field) ?? null;
  return customer[field as keyof Customer];
}
