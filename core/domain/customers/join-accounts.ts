import type { Customer } from './customer';
import { heldKeys, type IdentifierKind } from './duplicates';
import { namesAgree } from './names-agree';
import { NO_STAMP } from './stamps';

/**
 * What happens to two accounts that sync found to be of one person (IC-10): nothing in common is `none`; an equal email
 * or phone with agreeing names is rolled up by itself; with other names both stay, and an Admin decides. The older one
 * keeps the identifier for app login.
 */
export type JoinDecision =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'roll-up' | 'possible-duplicate';
      readonly older: string;
      readonly younger: string;
      readonly shared: readonly IdentifierKind[];
    };

/** Decides about two active customers of one account; the same whichever is named first (OX-4). */
export function decideJoin(a: Customer, b: Customer): JoinDecision {
  const shared = sharedKinds(a, b);
  if (shared.length === 0 || a.isTraining || b.isTraining) return { kind: 'none' };
  const [older, younger] = isOlder(a, b) ? [a.id, b.id] : [b.id, a.id];
  // An equal internal ID alone is a typing mistake as often as the same person: only email and phone join (IC-10).
  const isOnePerson = shared.some((kind) => kind !== 'internal-id') && namesAgree(a, b);
  return { kind: isOnePerson ? 'roll-up' : 'possible-duplicate', older, younger, shared };
}

function sharedKinds(a: Customer, b: Customer): readonly IdentifierKind[] {
  const held = heldKeys(b);
  const shared = heldKeys(a).filter(({ kind, key }) => held.some((other) => other.kind === kind && other.key === key));
  return [...new Set(shared.map(({ kind }) => kind))].sort();
}

/** Who was first is the one order of everything (OX-3); ids settle what that leaves open. */
function isOlder(a: Customer, b: Customer): boolean {
  const [first, second] = [a.stamps.created ?? NO_STAMP, b.stamps.created ?? NO_STAMP];
  return first === second ? a.id < b.id : first < second;
}
