import type { UpcRefusalCode } from '../programs/upc';

/** Why an act of the checkout was not done. The draft is unchanged; nothing else happened. */
export type CheckoutRefusalCode =
  | UpcRefusalCode
  | 'item-not-in-programs'
  | 'too-many-lines'
  | 'too-many-units'
  | 'line-unknown'
  | 'quantity-negative'
  | 'quantity-not-whole'
  | 'quantity-too-large'
  | 'unit-not-free'
  | 'reward-not-due'
  | 'reward-not-here'
  | 'item-not-allowed'
  | 'reason-missing'
  | 'reason-text-length'
  | 'field-too-long'
  | 'too-many-fields'
  | 'checkout-blocked';

/** A refusal: a stable code, and one sentence for the cashier. */
export interface CheckoutRefusal {
  readonly code: CheckoutRefusalCode;
  readonly message: string;
}
