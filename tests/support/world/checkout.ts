import { businessDateAt } from '../../../core/kernel/calendar';
import { programBook } from '../../../core/domain/programs/program-book';
import type { CheckoutContext } from '../../../core/domain/transactions/checkout-context';
import type { CheckoutDraft } from '../../../core/domain/transactions/checkout-draft';
import { checkoutView } from '../../../core/domain/transactions/checkout-view';
import { scanCode, setQuantity } from '../../../core/domain/transactions/draft-lines';
import {
  redeemItem,
  redeemLater,
  submitReasons,
  undoRedemption,
  useAsFreeItem,
} from '../../../core/domain/transactions/draft-rewards';
import { isAddressComplete } from '../../../core/domain/customers/address';
import type { Register } from '../../../renderer/data/data-worker/register/register';
import type { Chance } from './chance';
import { CODES } from './shop';

/** What the checkout screens know of a customer here and now; null when the register cannot say. */
export async function contextOf(
  register: Register,
  customerId: string | null,
  now: number,
): Promise<CheckoutContext | null> {
  const context = register.context();
  if (context === null) return null;
  const { location, programs } = context;
  const today = businessDateAt(now, location.timeZone);
  const here = { book: programBook(programs), locationId: location.id, today, requiredFields: [] };
  if (customerId === null) return { ...here, standing: null, contact: null, unconfirmedTransactions: new Set() };
  const view = await register.view(customerId);
  if (view === null) return null;
  const { customer, standing, unconfirmedTransactions } = view;
  const contact = { hasEmail: customer.email !== '', hasAddress: isAddressComplete(customer.address) };
  return { ...here, standing, contact, unconfirmedTransactions: new Set(unconfirmedTransactions) };
}

/** Scans a few things; a stocking-up customer takes many of one. */
export function scanned(
  draft: CheckoutDraft,
  context: CheckoutContext,
  chance: Chance,
  now: number,
  isHeavy: boolean,
): CheckoutDraft {
  let filled = draft;
  for (let left = chance.whole(1, 4); left > 0; left -= 1) {
    const code = chance.is(0.7) ? (CODES[0] ?? '') : chance.pick(CODES);
    const added = scanCode(filled, context, { code, entry: 'scan', at: Math.max(0, now) });
    if (!added.ok) continue;
    filled = added.value.draft;
    if (!chance.is(isHeavy ? 0.8 : 0.1)) continue;
    const many = setQuantity(filled, added.value.line.line, isHeavy ? chance.whole(10, 30) : chance.whole(2, 6));
    if (many.ok) filled = many.value;
  }
  return filled;
}

/** Answers everything the checkout asks: reasons, free items, rewards taken or kept for later. */
export function decided(
  draft: CheckoutDraft,
  context: CheckoutContext,
  chance: Chance,
  newId: () => string,
): CheckoutDraft {
  let answered = draft;
  for (const { key } of checkoutView(answered, context).lapsed) answered = undoRedemption(answered, key);
  for (let round = 0; round < 40; round += 1) {
    const view = checkoutView(answered, context);
    const [offer] = view.freeItemOffers;
    if (offer !== undefined && chance.is(0.5)) {
      const { line, unit } = offer;
      const free = useAsFreeItem(answered, context, { line, unit, redemptionId: newId() });
      if (free.ok) answered = free.value;
      if (free.ok) continue;
    }
    const reward = view.rewards.find(({ decision }) => decision === 'undecided');
    if (reward === undefined) break;
    const { key, allowed, needs } = reward;
    const item = allowed.items.length > 0 && needs.length === 0 && chance.is(0.8) ? chance.pick(allowed.items) : null;
    const choice = { key, redemptionId: newId(), claimedUpc: item?.upc ?? '', entry: 'dropdown' } as const;
    const taken = item === null ? null : redeemItem(answered, context, choice);
    answered = taken?.ok === true ? taken.value : redeemLater(answered, key);
  }
  const reasons = checkoutView(answered, context).multiPurchase.map(({ key }) => {
    return { key, reason: 'stocking-up', text: '' } as const;
  });
  const submitted = submitReasons(answered, context, reasons);
  return submitted.ok ? submitted.value : answered;
}
