import { resolutionsOf } from '../../../core/domain/work-items/work-item';
import { askedItem, settleItem } from './duplicate-items';
import { restoreAccount } from './customer-restored';
import type { EntryScene } from './entry-scene';
import { settleOverRedeemed } from './over-redeemed';
import { recordAudit } from './record-audit';

/** A person decided about a work item. Answers '' or why nothing came of it, as a stable code. */
export async function settleWorkItem(scene: EntryScene<'work-item-settled'>): Promise<string> {
  const { facts } = scene;
  const { workItemId, resolution } = facts;
  const held = await askedItem(scene, workItemId);
  if (held === null) return 'work-item-unknown';
  if (held.state === 'settled') return '';
  // Combining and uploading again are acts of their own, and settle the item themselves.
  const isAct = resolution === 'combined' || resolution === 'uploaded-again';
  if (isAct || !resolutionsOf(held).includes(resolution)) return 'resolution-unfit';

  if (resolution === 'restored') {
    const outcome = await restoreAccount(scene, held.refs.customerId ?? '');
    if (outcome !== '') return outcome;
  }
  if (held.kind === 'over-redeemed') {
    const outcome = await settleOverRedeemed(scene, held);
    if (outcome !== '') return outcome;
  }
  // Judging is a unit of work of its own, and settles the item where it comes to something (`judgeNamed`).
  if (resolution !== 'judged-again') await settleItem(scene, held, resolution);
  recordAudit(scene, 'work-item-settled', workItemId, { kind: held.kind, resolution });
  return '';
}
