import { SECOND_THOUGHTS_MS } from '../../../core/domain/customers/second-thoughts';
import { petsApart } from '../../../core/domain/customers/pets-apart';
import { separatedStanding } from '../../../core/domain/cards/roll-up-standings';
import type { Standing } from '../../../core/domain/cards/standing';
import type { Customer } from '../../../core/domain/customers/customer';
import type { KeptAccount, RollUpRow } from '../../store/rows';
import type { Pending } from '../log/pending';
import { claimIdentifiers } from './claim-identifiers';
import { activeAccount, isOpenAccount } from './accounts';
import { askedItem, duplicateItem, kindOfPair, settleItem } from './duplicate-items';
import type { ActingScene, EntryScene } from './entry-scene';
import { ofThisBatch } from './fold-in';
import type { HistoricTransaction } from './historic-transaction';
import { putCustomer } from './put-customer';
import { recordAct } from './record-audit';
import { writeCustomer, writeStanding } from './write-customer';

/** **Undo Roll-Up**: every account gets back what is its own (RU-15). Answers '' or why not, as a stable code. */
export function undoEntry(scene: EntryScene<'roll-up-undone'> & ActingScene): Promise<string> {
  return undoRollUp(scene, scene.facts.rollUpId, scene.facts.primaryId);
}

/** `undoEntry`, by the id of the roll-up; also when log 0 says so again. */
export async function undoRollUp(scene: ActingScene, rollUpId: string, namedPrimary: string): Promise<string> {
  const { pending, receivedAt } = scene;
  const row = pending.rollUpsOf(namedPrimary).find(({ id }) => id === rollUpId);
  if (row === undefined) {
    // Undone before it is heard of, after a restore: then it never happens.
    const never = { otherIds: [], joinedPets: [], by: null, merged: [], kept: [] };
    pending.putRollUp({ id: rollUpId, primaryId: namedPrimary, ...never, serial: 0, at: receivedAt, state: 'undone' });
    return 'roll-up-unknown';
  }
  if (row.state === 'undone') return '';
  if (receivedAt - row.at > SECOND_THOUGHTS_MS || (row.merged.length > 0 && row.kept.length === 0))
    return 'undo-too-late';
  const later = pending.rollUpsOf(row.primaryId).some(({ state, serial }) => state === 'active' && serial > row.serial);
  if (later) return 'undo-later-first';
  const primary = pending.customer(row.primaryId);
  if (primary === null || primary.status !== 'active') return 'primary-not-active';

  pending.decide(`${row.id}-undone`, { kind: 'roll-up-undone', facts: { rollUpId: row.id, primaryId: row.primaryId } });
  pending.putRollUp({ ...row, state: 'undone', kept: [] });
  const [own, ...others] = withPetsApart(primary, row.kept);
  if (own !== undefined) await separate(scene, row, own, others);
  for (const id of row.merged) recordAct(scene, 'roll-up-undone', id, { from: row.primaryId });
  return '';
}

/** The accounts as they are given back, every pet on the one it belongs to. */
function withPetsApart(combined: Customer, [own, ...others]: readonly KeptAccount[]): readonly KeptAccount[] {
  if (own === undefined) return [];
  const apart = petsApart(combined, { own: own.customer, others: others.map(({ customer }) => customer) });
  const home = others.map((account, index) => ({ ...account, customer: apart.others[index] ?? account.customer }));
  return [{ ...own, customer: apart.own }, ...home];
}

async function separate(
  scene: ActingScene,
  row: RollUpRow,
  own: KeptAccount,
  others: readonly KeptAccount[],
): Promise<void> {
  const { pending, lookup, receivedAt } = scene;
  const accounts = [own, ...others];
  const historyOf = async ({ standing: { members } }: KeptAccount) => [
    ...(await lookup.historyOf(members)),
    ...ofThisBatch(pending, members),
  ];
  const histories = await Promise.all(accounts.map(historyOf));
  const combined = pending.standing(row.primaryId);

  const marks = pending.customer(row.primaryId)?.possibleDuplicateOf ?? [];

  // What the primary no longer is goes first; then nobody meets himself.
  for (const { customer } of others) {
    await settleItem(scene, duplicateItem(own.customer, customer, 'email', receivedAt), 'not-the-same-person');
  }
  claimIdentifiers(pending, pending.customer(row.primaryId), own.customer);
  const give = (account: KeptAccount, index: number) => {
    // Marks are there as long as a question is open, and those that are open by now are about the primary.
    putCustomer(pending, { ...account.customer, possibleDuplicateOf: index === 0 ? marks : [] });
    if (combined !== null) writeStanding(pending, standingOf(combined, account, others, histories, index));
  };
  // Registers hear of the others before the primary loses what is theirs.
  others.forEach((account, index) => give(account, index + 1));
  give(own, 0);
  for (const account of accounts) keepStubsWith(pending, account);
  for (const account of others) await compareAgain(scene, account);
}

/** With whom an account was to be compared before it was rolled up, it is again (IC-10). */
async function compareAgain(scene: ActingScene, { customer }: KeptAccount): Promise<void> {
  const { pending, receivedAt } = scene;
  for (const id of customer.possibleDuplicateOf) {
    const compared = pending.customer(id);
    const third = activeAccount(pending, id);
    if (compared === null || !isOpenAccount(third) || third.id === customer.id) continue;
    const item = await askedItem(scene, duplicateItem(compared, customer, 'email', receivedAt).id);
    if (item?.settled?.resolution === 'combined') {
      pending.meet({ id: customer.id, otherId: third.id, kind: kindOfPair(item) });
    }
  }
}

/** Registers keep an account that was rolled into another one earlier where that one is, and nowhere else (RU-16). */
function keepStubsWith(pending: Pending, { customer, standing: { members } }: KeptAccount): void {
  for (const member of members) {
    const stub = member === customer.id ? null : pending.customer(member);
    if (stub?.status === 'merged') writeCustomer(pending, { ...stub, locations: customer.locations });
  }
}

function standingOf(
  combined: Standing,
  { standing: before, customer }: KeptAccount,
  others: readonly KeptAccount[],
  histories: readonly (readonly HistoricTransaction[])[],
  index: number,
): Standing {
  const isPrimary = index === 0;
  const gone = (of: (account: KeptAccount) => number) => others.reduce((sum, account) => sum + of(account), 0);
  // What was given since the roll-up stays on the primary.
  const points = {
    balance: combined.points.balance - gone(({ standing }) => standing.points.balance),
    lifetime: combined.points.lifetime - gone(({ standing }) => standing.points.lifetime),
  };
  const storeCreditCents = combined.storeCreditCents - gone(({ standing }) => standing.storeCreditCents);
  const base = isPrimary ? { ...before, points, storeCreditCents } : before;
  const history = histories[index] ?? [];
  return separatedStanding(combined, { before: { ...base, id: customer.id }, history }, histories.flat());
}
