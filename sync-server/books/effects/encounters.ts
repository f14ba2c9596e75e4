import type { Customer } from '../../../core/domain/customers/customer';
import { decideJoin } from '../../../core/domain/customers/join-accounts';
import { hashText } from '../../../core/kernel/hash';
import type { Encounter } from '../log/pending';
import { isOpenAccount } from './accounts';
import { askAgain, askedItem, duplicateItem, unmark } from './duplicate-items';
import type { ActingScene } from './entry-scene';
import { rollUp } from './roll-up';
import { writeCustomer } from './write-customer';

/**
 * Settles what an entry brought together (IC-10): one person by identifier and names is rolled up; of others a person
 * is asked. What a person has said of a pair before holds.
 */
export async function settleEncounters(scene: ActingScene): Promise<void> {
  const { pending } = scene;
  for (;;) {
    const [next] = pending.encounters;
    if (next === undefined) return;
    const [pair, encounter] = next;
    pending.drop(pending.encounters, pair);
    await settleEncounter(scene, encounter);
  }
}

async function settleEncounter(scene: ActingScene, { id, otherId, kind }: Encounter): Promise<void> {
  const { pending, lookup } = scene;
  const [one, other] = [pending.customer(id), pending.customer(otherId)];
  if (!isOpenAccount(one) || !isOpenAccount(other)) return;
  const item = duplicateItem(one, other, kind, scene.receivedAt);
  const known = await askedItem(scene, item.id);
  if (known?.settled?.resolution === 'not-the-same-person') return unmark(pending, id, otherId);

  const decision = decideJoin(one, other);
  if (decision.kind === 'roll-up' && (await lookup.isHistoryWhole())) {
    const outcome = await rollUp(scene, {
      id: `joined-${hashText([id, otherId].sort().join('|')).slice(0, 40)}`,
      primaryId: decision.older,
      otherIds: [decision.younger],
      joinedPets: [],
      by: null,
    });
    if (outcome === '') return;
  }
  markDuplicates(scene, one, other);
  await askAgain(scene, item);
}

function markDuplicates({ pending }: ActingScene, a: Customer, b: Customer): void {
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    if (one.possibleDuplicateOf.includes(other.id)) continue;
    writeCustomer(pending, { ...one, possibleDuplicateOf: [...one.possibleDuplicateOf, other.id].sort() });
  }
}
