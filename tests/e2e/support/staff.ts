import type { Location, User } from '../../../core/domain/organisation/organisation';

/** Somebody who signs in. */
export interface Person extends Pick<User, 'id' | 'username' | 'role' | 'locationId'> {
  readonly pin: string;
}

/** The two shops of the tests, the master location first (LO-1). */
export const locations: readonly Location[] = [
  aShop('midtown', 'master', 'Midtown', 'MID'),
  aShop('harbor', 'sub', 'Harbor', 'HAR'),
];

/** An Administrator and a Cashier for each: Olivia is Master Admin (RO-2). */
export const staff = {
  olivia: { id: 'olivia', username: 'Olivia', role: 'admin', locationId: 'midtown', pin: '802416' },
  casey: { id: 'casey', username: 'Casey', role: 'cashier', locationId: 'midtown', pin: '937205' },
  hana: { id: 'hana', username: 'Hana', role: 'admin', locationId: 'harbor', pin: '615938' },
  noor: { id: 'noor', username: 'Noor', role: 'cashier', locationId: 'harbor', pin: '274061' },
} as const satisfies Record<string, Person>;

function aShop(id: string, kind: Location['kind'], name: string, code: string): Location {
  return { id, kind, name, code, country: 'US', timeZone: 'America/New_York', phone: '', address: '' };
}
