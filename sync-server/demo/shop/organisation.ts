import type { Location } from '../../../core/domain/organisation/organisation';

/** The three shops of the demo, by the names the rest of the demo calls them. */
export type DemoPlace = 'midtown' | 'harbor' | 'uptown';

export const demoAccountName = 'Paws & Whiskers Pet Supply';

/** Locations of the demo, the master location first (LO-1). Their ids are their place names. */
export const demoLocations: readonly (Location & { readonly id: DemoPlace })[] = [
  {
    id: 'midtown',
    kind: 'master',
    name: 'Midtown',
    code: 'MID',
    country: 'US',
    timeZone: 'America/Chicago',
    phone: '+13125550110',
    address: '412 Juniper Street, Chicago, IL 60607',
  },
  {
    id: 'harbor',
    kind: 'sub',
    name: 'Harbor',
    code: 'HAR',
    country: 'US',
    timeZone: 'America/New_York',
    phone: '+12165550127',
    address: '27 Lighthouse Road, Cleveland, OH 44114',
  },
  {
    id: 'uptown',
    kind: 'sub',
    name: 'Uptown',
    code: 'UPT',
    country: 'US',
    timeZone: 'America/Chicago',
    phone: '+17735550164',
    address: '1900 Larkspur Avenue, Chicago, IL 60640',
  },
];

/** A user of the demo with the PIN that the sign-in screen shows. */
export interface DemoUser {
  readonly id: string;
  readonly username: string;
  readonly role: 'admin' | 'cashier';
  readonly locationId: DemoPlace;
  readonly pin: string;
}

/** A Master Admin and a Cashier at the master location, and an Admin who has only her own location (RO-2). */
export const demoUsers: readonly DemoUser[] = [
  { id: 'user-olivia', username: 'Olivia', role: 'admin', locationId: 'midtown', pin: '481627' },
  { id: 'user-casey', username: 'Casey', role: 'cashier', locationId: 'midtown', pin: '739154' },
  { id: 'user-hana', username: 'Hana', role: 'admin', locationId: 'harbor', pin: '264918' },
];
