import type { Verdict } from '../../../core/sync/log';
import type { EffectRow, KnownEffect } from '../../store/rows';
import type { ReadEntry } from './read-entry';

/** Said of an entry about somebody whose personal data was erased: nothing of it applies, and nothing personal is kept. */
export const ERASED_CODE = 'customer-erased';

/** What becomes of an entry, before its place in the feeds is known. */
export type Judgement =
  /**
   * `customer-awaited`: held on a placeholder, so no feed carries it until the customer's own entry has arrived. Other
   * codes say why an Admin's act came to nothing.
   */
  | { readonly kind: 'accepted'; readonly code: string }
  /** Given effect before, by the entry `of` names: of this batch, or with its verdict. That is given again. */
  | { readonly kind: 'duplicate'; readonly of: EffectRow | KnownEffect }
  | { readonly kind: 'parked'; readonly code: string }
  | { readonly kind: 'refused'; readonly code: string };

/** A new entry, judged. */
export interface JudgedEntry {
  readonly read: ReadEntry;
  /** Its place in the order; null without a readable shape. */
  readonly orderInstant: number | null;
  readonly receivedAt: number;
  readonly judgement: Judgement;
  /** Names of the feed changes that carry its effects. */
  readonly touched: ReadonlySet<string>;
}

/**
 * The first verdict again: what was accepted is now a duplicate, what was parked or refused still is. A register that
 * lost the first reply learns the same.
 */
export function again(first: Verdict, logId: string, sequence: number): Verdict {
  return { ...first, logId, sequence, kind: first.kind === 'accepted' ? 'duplicate' : first.kind };
}
