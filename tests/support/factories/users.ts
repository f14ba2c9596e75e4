import type { Location, User } from '../../../core/domain/organisation/organisation';
import { HARBOR, MIDTOWN } from './customers';

/** Midtown is the master location, Harbor a sub-location. */
export const TWO_LOCATIONS: readonly Pick<Location, 'id' | 'kind'>[] = [
  { id: MIDTOWN, kind: 'master' },
  { id: HARBOR, kind: 'sub' },
];

/** An active Cashier of Midtown. */
export function aUser(stated: Partial<User> = {}): User {
  const user = { id: 'cashier-1', username: 'counter', role: 'cashier', locationId: MIDTOWN, active: true } as const;
  return { ...user, demoPin: null, ...stated };
}
