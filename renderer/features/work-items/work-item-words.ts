import type { Resolution, WorkItem } from '../../../core/domain/work-items/work-item';

export type WorkItemKind = WorkItem['kind'];

/** What a kind is called in a list of kinds. */
export const kindWords: Readonly<Record<WorkItemKind, string>> = {
  'possible-duplicate': 'Possible duplicate',
  'over-redeemed': 'Reward taken twice',
  'points-overspent': 'Points overspent',
  'limit-exceeded': 'Offer used too often',
  'activity-after-deletion': 'Activity after deletion',
  'same-card-split': 'Card split twice',
  'claim-already-batched': 'Claim already sent',
  'unknown-item': 'Unknown item',
  'clock-suspect': 'Clock is off',
  'parked-entry': 'Waiting at the server',
  'refused-entry': 'Not allowed',
  'two-logs': 'Two copies of a register',
  'rule-difference': 'Rules differ',
  'lost-upload': 'Upload lost',
};

/** The names a sentence speaks of. */
export interface ItemNames {
  readonly customer: string;
  readonly other: string;
  readonly register: string;
  /** Who did it; '' when nobody is named. */
  readonly user: string;
  /** The date of an instant at this location. */
  readonly dayOf: (instant: number) => string;
}

const sameWords: Readonly<Record<string, string>> = {
  'same-email': 'the same email',
  'same-phone': 'the same phone',
  'same-internal-id': 'the same Internal Customer ID',
  'same-employee-id': 'the same Employee ID',
};

/** What was refused, by the kind of entry. */
const actWords: Readonly<Record<string, string>> = {
  'customer-deleted': 'delete a customer',
  'customer-restored': 'restore a customer',
  'customer-erased': 'erase a customer',
  'customers-combined': 'combine customers',
  'roll-up-undone': 'undo a roll-up',
  'work-item-settled': 'settle a work item',
  'account-settings-changed': 'change settings',
  'customers-exported': 'export customers',
};

/** What happened, in one or two plain sentences. */
export function itemSentence({ kind, code, refs }: WorkItem, names: ItemNames): string {
  const { customer, other, register } = names;
  switch (kind) {
    case 'possible-duplicate':
      return `${customer} and ${other} have ${sameWords[code] ?? 'the same identifier'}, but their names do not agree.`;
    case 'over-redeemed':
      return `Two registers redeemed the same card of ${customer}. The first one counts; the second is not claimed from the manufacturer.`;
    case 'points-overspent':
      return `${customer} spent more points at two registers than there were. The balance is below zero.`;
    case 'limit-exceeded':
      return `${customer} used an offer more often than allowed, at registers that could not know of one another. The extra use is not claimed.`;
    case 'activity-after-deletion':
      return `${customer} was deleted, and bought something at a register that did not know yet. The purchase is kept.`;
    case 'same-card-split':
      return `A card of ${customer} was split at two registers. Both splits were kept.`;
    case 'claim-already-batched':
      return `A redemption of ${customer} was undone after its claim had been sent.`;
    case 'unknown-item':
      return 'An item was punched that no program known here lists. The punch is kept.';
    case 'clock-suspect':
      return `The clock of ${register} is ${offWords(refs['minutes'])}. Dates on its receipts were not changed; set the clock right.`;
    case 'parked-entry':
      return code === 'register-revoked'
        ? `${register} was removed from the business and delivered this afterwards. It is kept without effect until an Admin has it judged.`
        : `The server keeps an entry of ${register} that it cannot judge yet. Nothing is lost; a newer server judges it by itself.`;
    case 'refused-entry':
      return `${names.user === '' ? 'Somebody' : names.user} at ${register} tried to ${actWords[code] ?? 'do something'} without the right to. It was kept, without effect.`;
    case 'two-logs':
      return `Two computers went on as ${register}, as after a copied disk. Both were kept; they go on separately.`;
    case 'rule-difference':
      return differenceSentence(code, refs, customer);
    case 'lost-upload':
      return lostUploadSentence(code, refs, names);
  }
}

/** How far a clock is off; positive minutes are fast. */
function offWords(minutes: string | undefined): string {
  const count = Math.abs(Number(minutes ?? 0));
  if (count < 5) return 'more than 5 minutes off';
  return `${count.toLocaleString()} minutes ${Number(minutes) > 0 ? 'fast' : 'slow'}`;
}

function lostUploadSentence(code: string, refs: WorkItem['refs'], { user, dayOf }: ItemNames): string {
  const { fileName = '', rows = '0', uploadedAt = '0' } = refs;
  const day = dayOf(Number(uploadedAt));
  const by = user === '' ? '' : ` by ${user}`;
  const list = `The customer list ${fileName} (${Number(rows).toLocaleString()} rows, uploaded${by} on ${day})`;
  return code === 'undo-lost'
    ? `${list} had been taken back. It is here again since the server was restored from a backup: take it back once more.`
    : `${list} was lost when the server was restored from a backup. Upload the same file again: nobody is doubled, and what these customers bought since finds them again.`;
}

const fieldWords: Readonly<Record<string, string>> = {
  firstName: 'a first name',
  lastName: 'a last name',
  phone: 'a phone',
  email: 'an email',
  internalId: 'an Internal Customer ID',
};

function differenceSentence(code: string, refs: WorkItem['refs'], customer: string): string {
  if (code === 'conversion-right') {
    return `The account type of ${customer} was changed by somebody who may not. The type stayed as it was.`;
  }
  if (code === 'customer-fields') {
    const fields = (refs['fields'] ?? '').split(' ').map((field) => fieldWords[field] ?? field);
    return `${customer} was saved with ${fields.join(' and ')} that the rules do not allow. Look at it, and correct it.`;
  }
  return refs['customerId'] === undefined
    ? 'A sale was finished under other rules than the server knows. What was printed stays.'
    : `A sale to ${customer} was finished under other rules than the server knows. What was printed stays.`;
}

/** The words on a button. */
export const actionWords: Readonly<Record<Resolution, string>> = {
  combined: 'Combine',
  'not-the-same-person': 'Not the same person',
  attached: 'Attach to another full card',
  'accepted-as-store-cost': 'Accept as store cost',
  voided: 'Void',
  restored: 'Restore',
  'left-deleted': 'Leave deleted',
  'one-deleted': 'One was deleted',
  'judged-again': 'Judge again',
  'set-aside': 'Set aside',
  'done-after-all': 'Done by an Admin',
  'left-undone': 'Leave undone',
  'clock-set': 'Clock set right',
  corrected: 'Corrected',
  'left-as-is': 'Leave as it is',
  'one-computer': 'One computer',
  'joined-anew': 'Copy joined anew',
  'uploaded-again': 'Upload again',
  seen: 'Seen',
};

/** How it was settled, in a list of what is settled. */
export const settledWords: Readonly<Record<Resolution, string>> = {
  combined: 'Combined',
  'not-the-same-person': 'Not the same person',
  attached: 'Attached to another full card',
  'accepted-as-store-cost': 'Accepted as store cost',
  voided: 'Voided',
  restored: 'Restored',
  'left-deleted': 'Left deleted',
  'one-deleted': 'One of them was deleted',
  'judged-again': 'Judged again',
  'set-aside': 'Set aside',
  'done-after-all': 'Done by an Admin',
  'left-undone': 'Left undone',
  'clock-set': 'Clock set right',
  corrected: 'Corrected',
  'left-as-is': 'Left as it is',
  'one-computer': 'One computer',
  'joined-anew': 'Copy joined anew',
  'uploaded-again': 'Uploaded again',
  seen: 'Seen',
};

/** What else can be done about a pair, where no button says it. */
export function pairHints({ kind, code }: WorkItem, mayCombine: boolean): readonly string[] {
  if (kind !== 'possible-duplicate') return [];
  return [
    ...(code === 'same-employee-id' ? ['For two people, open one of them and correct the Employee ID.'] : []),
    ...(mayCombine ? [] : ['For one person, switch on Combine Duplicate Petowner Accounts under Actions.']),
  ];
}

/** What an action does, where the word alone does not say it. */
export const actionHints: Readonly<Partial<Record<Resolution, string>>> = {
  attached: 'Attach: the second free item is claimed on another full card of the customer, which is then used up.',
  'accepted-as-store-cost': 'Accept: the store pays for the second free item.',
  voided: 'Void: the second redemption is struck from the books.',
  'judged-again': 'Judge again: the server tries once more. What it cannot judge yet stays in this list.',
  'set-aside': 'Set aside: it stays kept and is not asked about again.',
  'done-after-all': 'If it was meant, do it yourself, which asks you what it always asks.',
  'clock-set': 'Look at the sales of these days before you settle it.',
  'one-computer': 'One computer: its disk was put back or moved. Nothing else is to be done.',
  'joined-anew': 'Two computers: have one of them join the business again with a code of its own.',
};
