import type { JoinedPets } from '../../../core/domain/customers/roll-up';
import type { PunchRef } from '../../../core/domain/transactions/transaction';
import type { WorkItem } from '../../../core/domain/work-items/work-item';
import type { Decision } from '../../../core/sync/decision';
import type { BooksParts } from '../books';
import { eraseAccount } from '../effects/customer-erased';
import type { ActingScene } from '../effects/entry-scene';
import { settleAgain } from '../effects/over-redeemed';
import { rollUp } from '../effects/roll-up';
import { undoRollUp } from '../effects/undo-roll-up';
import { actAsServer } from './as-server';
import type { DecisionKind } from './decide';

const DONE_AGAIN: readonly DecisionKind[] = [
  'customers-rolled-up',
  'roll-up-undone',
  'customer-erased',
  'work-item-settled',
];

/**
 * Does again what a decision about accounts did, after a restore has lost it: roll-ups, their undoing, erasures, and
 * what a person said of rewards taken twice. What is done already stays as it is; accounts nobody has heard of again yet are rolled up when they arrive.
 */
export async function decideAccountsAgain(parts: BooksParts, decision: Decision): Promise<void> {
  if (!DONE_AGAIN.includes(decision.kind as DecisionKind)) return;
  // That it is decided is in log 0 already.
  await actAsServer(
    parts,
    decision,
    (scene) => doAgain(scene, decision),
    (pending) => pending.decisions.clear(),
  );
}

async function doAgain(scene: ActingScene, { kind, facts }: Decision): Promise<void> {
  const { rollUpId, primaryId } = facts as { readonly rollUpId: string; readonly primaryId: string };
  switch (kind) {
    case 'customers-rolled-up': {
      const { otherIds, joinedPets, by } = facts as {
        readonly otherIds: readonly string[];
        readonly joinedPets: readonly JoinedPets[];
        readonly by: string | null;
      };
      await rollUp(scene, { id: rollUpId, primaryId, otherIds, joinedPets, by });
      return;
    }
    case 'roll-up-undone':
      await undoRollUp(scene, rollUpId, primaryId);
      return;
    case 'work-item-settled': {
      const { item, punches } = facts as { readonly item: WorkItem; readonly punches: readonly PunchRef[] };
      await settleAgain(scene, item, punches);
      return;
    }
    case 'customer-erased':
      for (const id of (facts as { readonly customerIds: readonly string[] }).customerIds) {
        if (scene.pending.customer(id)?.status !== 'merged') eraseAccount(scene, id);
      }
  }
}
