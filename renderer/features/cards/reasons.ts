import type { MultiPurchaseReason } from '../../../core/domain/transactions/transaction';

/** Reasons for several units on one card, in the order they are offered (MP-3). */
export const reasonWords: Readonly<Record<MultiPurchaseReason, string>> = {
  'paper-card': 'Converting paper card',
  'stocking-up': 'Stocking up',
  'multiple-pets': 'Multiple pets',
  'sale-or-promotion': 'Sale or promotion',
  'late-entry': 'Late entry of earlier receipts',
  other: 'Other',
};
