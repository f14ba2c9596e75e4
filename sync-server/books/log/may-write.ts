import { accountsPlace } from '../../../core/domain/customers/accounts-place';
import type { Location } from '../../../core/domain/organisation/organisation';
import { mayDo } from '../../../core/domain/users/permissions';
import { isRefusable, refusableKinds, type EntryFacts, type EntryKind } from '../../../core/log/kinds';
import { activeAccount } from '../effects/accounts';
import { askedItem } from '../effects/duplicate-items';
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
  const location = await placeOf(kind, scene, locations);
  const users = [entry.userId, entry.overrideBy].filter((id) => id !== null);
  for (const userId of users) {
    const user = await lookup.userAt(userId, orderInstant);
    if (mayDo(user, action, { settings: { locations }, location })) return true;
  }
  return false;
}

/** The one location an act concerns; null when it is more than one (DE-6, RU-17). */
async function placeOf(
  kind: EntryKind,
  scene: EntryScene,
  locations: readonly Location[],
): Promise<{ readonly id: string } | null> {
  const here = { id: scene.entry.locationId };
  switch (kind) {
    case 'customer-deleted':
    case 'customer-erased':
      return placeOfAccounts(scene, [(scene.facts as EntryFacts<'customer-deleted'>).customerId]);
    case 'customer-restored':
      return placeOfRestored(scene, (scene.facts as EntryFacts<'customer-restored'>).customerId);
    case 'work-item-settled': {
      const item = await askedItem(scene, (scene.facts as EntryFacts<'work-item-settled'>).workItemId);
      return { id: item?.locationId ?? scene.entry.locationId };
    }
    case 'customers-combined': {
      const { primaryId, otherIds } = scene.facts as EntryFacts<'customers-combined'>;
      return placeOfAccounts(scene, [primaryId, ...otherIds]);
    }
    case 'roll-up-undone':
      return placeOfAccounts(scene, [(scene.facts as EntryFacts<'roll-up-undone'>).primaryId]);
    case 'customers-exported': {
      const { what, scope } = scene.facts as EntryFacts<'customers-exported'>;
      return what === 'customer-copy' ? here : (locations.find(({ id }) => id === scope) ?? null);
    }
    default:
      return here;
  }
}

/** Every location that had the customer may bring it back (DE-7); others must be Master Admin's (RO-2). */
function placeOfRestored(scene: EntryScene, id: string): { readonly id: string } | null {
  const { locations = [] } = activeAccount(scene.pending, id) ?? {};
  const { locationId } = scene.entry;
  const isHere = locations.some((place) => place.locationId === locationId);
  return isHere ? { id: locationId } : placeOfAccounts(scene, [id]);
}

/** Of accounts nobody has heard of yet, the location that speaks of them. */
function placeOfAccounts({ pending, entry }: EntryScene, ids: readonly string[]): { readonly id: string } | null {
  const accounts = ids.map((id) => activeAccount(pending, id)).filter((account) => account !== null);
  const isUnheardOf = accounts.every(({ locations }) => locations.length === 0);
  return isUnheardOf ? { id: entry.locationId } : accountsPlace(accounts);
}
