import type { CheckoutContext } from '../../../core/domain/transactions/checkout-context';
import { openDraft, type CheckoutDraft } from '../../../core/domain/transactions/checkout-draft';
import { scanCode } from '../../../core/domain/transactions/draft-lines';
import type { Result } from '../../../core/kernel/result';
import { MIDTOWN } from './customers';
import { aBook, upc } from './programs';
import { aStanding } from './standings';
import { instant } from './values';

/** Betty at Midtown on 2026-03-01, with email and address, who has earned nothing yet. */
export function aCheckoutContext(stated: Partial<CheckoutContext> = {}): CheckoutContext {
  return {
    book: aBook(),
    locationId: MIDTOWN,
    today: '2026-03-01',
    standing: aStanding(),
    contact: { hasEmail: true, hasAddress: true },
    unconfirmedTransactions: new Set(),
    requiredFields: [],
    ...stated,
  };
}

export function aDraft(stated: Partial<CheckoutDraft> = {}): CheckoutDraft {
  return { ...openDraft('visit-today', 'betty', instant('2026-03-01T15:00Z')), ...stated };
}

/** The draft after scanning bags of so many dollars, one after the other. */
export function scanned(draft: CheckoutDraft, context: CheckoutContext, ...dollars: readonly number[]): CheckoutDraft {
  return dollars.reduce((before, bag) => {
    const scan = { code: upc(bag), entry: 'scan', at: instant('2026-03-01T15:00Z') } as const;
    return valueOf(scanCode(before, context, scan)).draft;
  }, draft);
}

/** The value of a success; a refusal fails the test with its code. */
export function valueOf<Value, Refusal>(result: Result<Value, Refusal>): Value {
  if (result.ok) return result.value;
  throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
}

/** The code of a refusal; a success fails the test. */
export function refusalCode<Code>(result: Result<unknown, { readonly code: Code }>): Code {
  if (result.ok) throw new Error('was not refused');
  return result.refusal.code;
}
