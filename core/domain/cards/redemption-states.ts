import type { Standing } from './standing';

/** What the facts say of a redemption (OX-6); whether the master list has them is another question. */
export type RedemptionState = 'confirmed' | 'conflict';

/**
 * Decides every redemption of a standing, by redemption id: in order, pinned ones first; a punch is used once, and a
 * redemption that finds one of its punches used is a conflict and uses none (OX-6).
 */
export declare function redemptionStates(standing: Standing): ReadonlyMap<string, RedemptionState>;
