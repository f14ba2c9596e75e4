import type { JoinedPets } from '../../../core/domain/customers/roll-up';
import type { PunchRef } from '../../../core/domain/transactions/transaction';
import type { WorkItem } from '../../../core/domain/work-items/work-item';
import type { Decision } from '../../../core/sync/decision';
import type { BooksParts } from '../books';
import { settleItem } from '../effects/duplicate-items';
import { eraseAccount } from '../effects/customer-erased';
import type { ActingScene } from '../effects/entry-scene';
import { settleAgain } from '../effects/over-redeemed';
import { rollUp } from '../effects/roll-up';
import { undoRollUp } from '../effects/undo-roll-up';
import type { ImportState } from '../../../core/sync/import';
import { lostUploadItem } from '../imports/noted-uploads';
import { actAsServer } from './as-server';
import type { DecisionKind } from './decide';

const DONE_AGAIN: readonly DecisionKind[] = [
  'customers-rolled-up',
  'roll-up-undone',
  'customer-erased',
  'work-item-settled',
  'list-uploaded',
  'upload-undone',
];

/**
 * Does again what a decision about accounts did, after a restore has lost it: roll-ups, their undoing, erasures, and
 * what a person said of rewards taken twice; of lists that were uploaded a person is asked. What is done already stays as it is; accounts nobody has heard of again yet are rolled up when they arrive.
 */
export async function decideAccountsAgain(parts: BooksParts, decision: Decision): Promise<void> {
  if (!DONE_AGAIN.includes(decision.kind as DecisionKind)) return;
  const upload = await uploadOf(parts, decision);
  // That it is decided is in log 0 already.
  await actAsServer(
    parts,
    decision,
    (scene) => doAgain(scene, decision, upload),
    (pending) => pending.decisions.clear(),
  );
}

/** The upload a decision speaks of, as these books have it. */
async function uploadOf({ store }: BooksParts, { facts }: Decision): Promise<ImportState | null> {
  const { importId } = facts;
  if (typeof importId !== 'string') return null;
  return (await store.imports()).find((one) => one.importId === importId) ?? null;
}

async function doAgain(scene: ActingScene, { kind, facts }: Decision, upload: ImportState | null): Promise<void> {
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
    case 'list-uploaded':
      if (upload?.state === 'done' || upload?.state === 'undone') return;
      scene.pending.openWorkItem(lostUploadItem(facts, scene.receivedAt, 'upload-lost'));
      return;
    case 'upload-undone':
      if (upload?.state === 'undone') return;
      if (upload?.state === 'done') scene.pending.openWorkItem(lostUploadItem(facts, scene.receivedAt, 'undo-lost'));
      // It was taken back: nobody needs it again.
      else await settleItem(scene, lostUploadItem(facts, scene.receivedAt, 'upload-lost'), 'set-aside');
      return;
    case 'work-item-settled': {
      const { item, punches } = facts as { readonly item: WorkItem; readonly punches: readonly PunchRef[] };
      await settleAgain(scene, item, punches);
      return;
    }
    case 'customer-erased':
      for (const id of (facts as { readonly customerIds: readonly string[] }).customerIds) {
        if (scene.pending.customer(id)?.status !== 'merged') await eraseAccount(scene, id);
      }
  }
}
