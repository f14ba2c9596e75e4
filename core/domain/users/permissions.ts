import { ok, refuse, type Result } from '../../kernel/result';
import type { Location, User } from '../organisation/organisation';
import { isOverridable, rankFor, type Action, type Rank } from './actions';

export type { Action } from './actions';

/** What is asked of a user; `null` when nobody is signed in. */
export type ActingUser = Pick<User, 'role' | 'locationId' | 'active'> | null;

/** Where an action takes effect. A register's context is one. */
export interface ActionPlace {
  readonly settings: { readonly locations: readonly Pick<Location, 'id' | 'kind'>[] };
  /** Null for what concerns more than one location, such as a customer of two (DE-6, RU-17). */
  readonly location: Pick<Location, 'id'> | null;
}

/** Why an action is refused, with the least rank it needs and whether an Admin's PIN would do (RO-12). */
export interface PermissionRefusal {
  readonly code: 'not-signed-in' | 'user-inactive' | 'other-location' | 'needs-admin' | 'needs-master-admin';
  readonly message: string;
  readonly action: Action;
  readonly overridable: boolean;
}

const RANK_ORDER: readonly Rank[] = ['cashier', 'admin', 'master-admin'];

const SENTENCES = {
  'not-signed-in': 'Sign in first.',
  'user-inactive': 'This user is no longer active.',
  'other-location': 'This belongs to another location.',
  'needs-admin': 'Only an Administrator can do this.',
  'needs-master-admin': 'Only an Administrator of the master location can do this.',
} as const;

/** An Administrator of the master location may do everything everywhere (RO-2). */
export function isMasterAdmin(user: Pick<User, 'role' | 'locationId'>, settings: ActionPlace['settings']): boolean {
  const home = settings.locations.find((location) => location.id === user.locationId);
  return user.role === 'admin' && home?.kind === 'master';
}

/**
 * Whether `user` may do `action` there (table 2.2). Screens ask it to hide what is forbidden, the data layer and the
 * server ask it again before they act (RO-11).
 */
export function mayDo(user: ActingUser, action: Action, place: ActionPlace): boolean {
  return checkPermission(user, action, place).ok;
}

/** `mayDo`, saying why not. */
export function checkPermission(user: ActingUser, action: Action, place: ActionPlace): Result<null, PermissionRefusal> {
  const code = refusalCode(user, action, place);
  if (code === null) return ok(null);
  // A PIN stands in for the rank of whoever is signed in, not for another location or for signing in at all.
  const overridable = code === 'needs-admin' && isOverridable(action);
  return refuse({ code, message: SENTENCES[code], action, overridable });
}

function refusalCode(user: ActingUser, action: Action, place: ActionPlace): PermissionRefusal['code'] | null {
  if (user === null) return 'not-signed-in';
  if (!user.active) return 'user-inactive'; // RO-14
  if (isMasterAdmin(user, place.settings)) return null;
  const needed = rankFor(action);
  if (needed === 'master-admin') return 'needs-master-admin';
  if (RANK_ORDER.indexOf(user.role) < RANK_ORDER.indexOf(needed)) return 'needs-admin';
  if (place.location === null) return 'needs-master-admin';
  return user.locationId === place.location.id ? null : 'other-location';
}

/** The last active Master Admin cannot be removed, demoted or moved away (RO-15). */
export function isLastMasterAdmin(user: User, users: readonly User[], settings: ActionPlace['settings']): boolean {
  const masters = users.filter((one) => one.active && isMasterAdmin(one, settings));
  return masters.length === 1 && masters[0]?.id === user.id;
}
