import type { Customer } from '../../../core/domain/customers/customer';
import { mergedStub, rollUpContacts, type JoinedPets } from '../../../core/domain/customers/roll-up';
import type { Standing } from '../../../core/domain/cards/standing';
import { emptyStanding } from '../../../core/domain/cards/standing-fold';
import { rollUpStandings } from '../../../core/domain/cards/roll-up-standings';
import type { KeptAccount, RollUpRow } from '../../store/rows';
import type { Pending } from '../log/pending';
import { activeAccount, isOpenAccount } from './accounts';
import { claimIdentifiers } from './claim-identifiers';
import { askedItem, duplicateItem, kindOfPair, settleItem, unmark } from './duplicate-items';
import type { ActingScene } from './entry-scene';
import { ofThisBatch } from './fold-in';
import { putCustomer } from './put-customer';
import { recordAct } from './record-audit';
import { wordChange } from './search-word-rows';
import { writeCustomer, writeStanding } from './write-customer';

/** A roll-up that is asked for, by a person or because two accounts agree. */
export interface RollUpAsked {
  readonly id: string;
  readonly primaryId: string;
  readonly otherIds: readonly string[];
  readonly joinedPets: readonly JoinedPets[];
  readonly by: string | null;
}

/**
 * Combines accounts (RU-4 … RU-16). Asked twice it happens once; accounts that nobody has heard of yet are combined
 * when they arrive. Answers '' or a stable code for why nothing came of it.
 */
export async function rollUp(scene: ActingScene, asked: RollUpAsked): Promise<string> {
  const { pending, receivedAt } = scene;
  const primary = activeAccount(pending, asked.primaryId);
  const primaryId = primary?.id ?? asked.primaryId;
  // It may have been carried out under another name: the account it names can be part of another one by then.
  const named = [asked.primaryId, primaryId, ...asked.otherIds];
  const known = named.flatMap((id) => pending.rollUpsOf(id)).find(({ id }) => id === asked.id);
  if (known?.state === 'undone') return 'roll-up-undone';
  if (primary !== null && primary.status === 'deleted') return 'primary-deleted';
  if (known !== undefined) {
    await takeIn(scene, known);
    return '';
  }
  const row: RollUpRow = {
    ...{ id: asked.id, primaryId, otherIds: asked.otherIds, joinedPets: asked.joinedPets, by: asked.by },
    ...{ serial: 0, at: receivedAt, state: 'active', merged: [], kept: [] },
  };
  if (asked.otherIds.every((id) => activeAccount(pending, id)?.id === primaryId)) {
    // Somebody else was faster, and undoing that one is enough: heard of again, this one does not combine them anew.
    pending.decide(`${row.id}-undone`, { kind: 'roll-up-undone', facts: { rollUpId: row.id, primaryId } });
    pending.putRollUp({ ...row, state: 'undone' });
    return 'combined-already';
  }
  const { by, joinedPets, otherIds } = row;
  const facts = { rollUpId: row.id, primaryId, otherIds, joinedPets, by };
  pending.decide(row.id, { kind: 'customers-rolled-up', facts });
  await takeIn(scene, row);
  return '';
}

/** Combines those of a roll-up that have arrived by now. */
async function takeIn(scene: ActingScene, row: RollUpRow): Promise<void> {
  const { pending } = scene;
  const primary = pending.customer(row.primaryId);
  const arrived = isOpenAccount(primary) ? arrivedOf(pending, row) : [];
  if (primary === null || arrived.length === 0) return pending.putRollUp(row);

  const all = [primary, ...arrived];
  const standings = all.map(({ id }) => pending.standing(id) ?? emptyStanding(id));
  const kept = all.map((customer, index): KeptAccount => ({
    customer,
    standing: baseOf(standings[index], customer.id),
  }));
  const [own, ...others] = standings as [Standing, ...Standing[]];
  const members = standings.flatMap((standing) => standing.members);
  const history = [...(await scene.lookup.historyOf(members)), ...ofThisBatch(pending, members)];
  const combined = rollUpContacts(primary, arrived, row.joinedPets);

  // Claims go before they are made anew, so that nobody meets himself.
  for (const other of arrived) claimIdentifiers(pending, other, mergedStub(other, primary.id));
  putCustomer(pending, combined);
  // Also of those who have earned nothing: registers know by it who is in it.
  writeStanding(pending, rollUpStandings(own, others, history));
  for (const other of arrived) putStub(pending, other, combined);
  const merged = arrived.map(({ id }) => id);
  const serials = all.flatMap(({ id }) => pending.rollUpsOf(id)).map(({ serial }) => serial);
  // One that was named may have been rolled into another account before, which then comes along.
  const otherIds = [...new Set([...row.otherIds, ...merged])];
  const done = { ...row, otherIds, at: scene.receivedAt, serial: 1 + Math.max(0, ...serials), merged, kept };
  if (row.merged.length === 0) pending.putRollUp(done);
  else {
    // What comes late is a roll-up of its own: others may have been carried out in between, and are undone after it.
    const id = `${row.id}-${String(row.merged.length)}`.slice(-64);
    pending.putRollUp({ ...done, id, otherIds: merged });
    pending.putRollUp({ ...row, otherIds: row.otherIds.filter((one) => !merged.includes(one)) });
  }
  for (const other of arrived) await forgetPair(scene, primary, other);
  for (const { id } of arrived)
    recordAct(scene, row.by === null ? 'customers-joined' : 'customers-combined', id, { into: primary.id });
}

function arrivedOf(pending: Pending, { primaryId, otherIds, merged }: RollUpRow): readonly Customer[] {
  const waiting = otherIds.filter((id) => !merged.includes(id));
  const accounts = waiting.map((id) => activeAccount(pending, id)).filter(isOpenAccount);
  const unique = new Map(accounts.map((account) => [account.id, account]));
  unique.delete(primaryId);
  return [...unique.values()];
}

function baseOf(standing: Standing | undefined, id: string): KeptAccount['standing'] {
  const { members, points, storeCreditCents, offerUses } = standing ?? emptyStanding(id);
  return { id, members, points, storeCreditCents, offerUses };
}

function putStub(pending: Pending, account: Customer, primary: Customer): void {
  const stub = { ...mergedStub(account, primary.id), locations: primary.locations };
  const words = wordChange(account, stub);
  writeCustomer(pending, stub);
  if (words !== null) pending.changeWords(words);
}

/** Whether these two are one is settled; whoever was compared with the other is now compared with the primary. */
async function forgetPair(scene: ActingScene, primary: Customer, other: Customer): Promise<void> {
  const { pending } = scene;
  await settleItem(scene, duplicateItem(primary, other, 'email', scene.receivedAt), 'combined');
  for (const id of other.possibleDuplicateOf) {
    const third = pending.customer(id);
    if (third === null || id === primary.id) continue;
    const item = await askedItem(scene, duplicateItem(third, other, 'email', scene.receivedAt).id);
    if (item?.state !== 'open') unmark(pending, id, other.id);
    else {
      await settleItem(scene, item, 'combined');
      pending.meet({ id: primary.id, otherId: id, kind: kindOfPair(item) });
    }
  }
}

/** A customer was heard of whom a roll-up has been waiting for. */
export async function completeRollUps(scene: ActingScene, customerId: string): Promise<void> {
  for (const row of scene.pending.rollUpsOf(customerId)) {
    const isWaited = row.state === 'active' && row.otherIds.some((id) => !row.merged.includes(id));
    if (isWaited) await takeIn(scene, row);
  }
}
