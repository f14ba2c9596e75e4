import type { Location } from '../../../core/domain/organisation/organisation';
import { mayDo } from '../../../core/domain/users/permissions';
import { isRefusable, refusableKinds, type EntryFacts, type EntryKind } from '../../../core/log/kinds';
import type { EntryScene } from '../effects/entry-scene';

/**
 * Whether the user held the right an entry's kind needs, when it was written (RO-11). Kinds that need none may always
 * be written: a sale or a customer is never refused.
 */
export async function mayWrite(kind: EntryKind, scene: EntryScene): Promise<boolean> {
  if (!isRefusable(kind)) return true;
  const action = refusableKinds[kind];
  const { entry, lookup, orderInstant } = scene;
  const locations = await lookup.locations();
  const location = placeOf(kind, scene, locations);
  const users = [entry.userId, entry.overrideBy].filter((id) => id !== null);
  for (const userId of users) {
    const user = await lookup.userAt(userId, orderInstant);
    if (mayDo(user, action, { settings: { locations }, location })) return true;
  }
  return false;
}

/** The one location an act concerns; null when it is more than one (DE-6). */
function placeOf(kind: EntryKind, scene: EntryScene, locations: readonly Location[]): { readonly id: string } | null {
  if (kind === 'customer-deleted') {
    const { customerId } = scene.facts as EntryFacts<'customer-deleted'>;
    const visited = scene.pending.customer(customerId)?.locations ?? [];
    const [first, ...others] = visited;
    if (first === undefined) return { id: scene.entry.locationId };
    return others.length === 0 ? { id: first.locationId } : null;
  }
  if (kind === 'customers-exported') {
    const { scope } = scene.facts as EntryFacts<'customers-exported'>;
    return locations.find(({ id }) => id === scope) ?? null;
  }
  return { id: scene.entry.locationId };
}
