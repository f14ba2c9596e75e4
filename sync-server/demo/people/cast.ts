import { NO_ADDRESS } from '../../../core/domain/customers/address';
import type { DemoPlace } from '../shop/organisation';
import type { DemoPerson, MainPet } from './person';

/** One planned visit of a customer somebody is meant to find. */
export interface PlannedVisit {
  readonly daysAgo: number;
  readonly place: DemoPlace;
  /** Brand and which of its program cards, counted from 1. */
  readonly card: readonly [brand: string, number: number];
  readonly units: number;
  /** Takes a reward that is due before buying (RD-3). */
  readonly redeem?: true;
}

/** A customer with a part to play: findable by name, in a state worth showing. The first visit is the day of joining. */
export interface CastMember {
  readonly firstName: string;
  readonly lastName: string;
  readonly missing?: 'email' | 'phone' | 'both';
  readonly mainPet: MainPet;
  readonly as?: 'employee' | 'breeder';
  readonly visits: readonly [PlannedVisit, ...PlannedVisit[]];
}

const kibble = ['bramble-bone', 1] as const;
const dryCat = ['ottervale', 1] as const;
const cans = ['moss-mallow', 1] as const;
const litter = ['quiet-paws', 1] as const;
const chews = ['good-gnaw', 2] as const;
const dental = ['good-gnaw', 3] as const;
const raw = ['tidewater-raw', 1] as const;
const reptile = ['sunstone', 1] as const;
const seeds = ['quillfeather', 1] as const;

/** Visits of `units` each, the latest `last` days ago and `every` days apart. */
function often(
  times: number,
  last: number,
  every: number,
  visit: Omit<PlannedVisit, 'daysAgo'>,
): [PlannedVisit, ...PlannedVisit[]] {
  const at = (index: number): PlannedVisit => ({ ...visit, daysAgo: last + (times - 1 - index) * every });
  return [at(0), ...Array.from({ length: times - 1 }, (_, index) => at(index + 1))];
}

const midtown = { place: 'midtown' } as const;
const harbor = { place: 'harbor' } as const;
const uptown = { place: 'uptown' } as const;

/** The demo's cast. What is left to chance elsewhere is certain here: each state of a card is there to be found. */
export const demoCast: readonly CastMember[] = [
  // Two below X: five bags complete one card and open the next (CA-6, MP-1).
  {
    firstName: 'Ann & Bill',
    lastName: 'Smith',
    mainPet: 'Dog',
    visits: often(5, 9, 30, { ...midtown, card: kibble, units: 2 }),
  },
  // One below X (MP-4).
  {
    firstName: 'Pat',
    lastName: 'Kim',
    mainPet: 'Dog',
    visits: often(11, 6, 21, { ...midtown, card: kibble, units: 1 }),
  },
  // A reward that waits (CA-2, RD-4).
  {
    firstName: 'Betty',
    lastName: 'Smith',
    mainPet: 'Cat',
    visits: often(8, 12, 25, { ...midtown, card: dryCat, units: 1 }),
  },
  // Short names, and no email on file (LK-2, IC-6).
  {
    firstName: 'Bo',
    lastName: 'Lee',
    missing: 'email',
    mainPet: 'Cat',
    visits: often(11, 4, 14, { ...midtown, card: cans, units: 1 }),
  },
  { firstName: 'Lee', lastName: 'Ng', mainPet: 'Cat', visits: often(2, 20, 30, { ...harbor, card: cans, units: 2 }) },
  // All three are found by "Will" (CL-3).
  {
    firstName: 'Will',
    lastName: 'Hayes',
    mainPet: 'Dog',
    visits: often(3, 30, 40, { ...midtown, card: chews, units: 1 }),
  },
  {
    firstName: 'William',
    lastName: 'Okafor',
    mainPet: 'Bird',
    visits: often(4, 18, 30, { ...midtown, card: seeds, units: 1 }),
  },
  {
    firstName: 'Grace',
    lastName: 'Williams',
    mainPet: 'Cat',
    visits: often(3, 8, 30, { ...midtown, card: litter, units: 2 }),
  },
  // Two people with one name (IC-9).
  {
    firstName: 'Maria',
    lastName: 'Garcia',
    mainPet: 'Dog',
    visits: often(3, 15, 30, { ...midtown, card: kibble, units: 1 }),
  },
  {
    firstName: 'Maria',
    lastName: 'Garcia',
    mainPet: 'Cat',
    visits: often(3, 11, 30, { ...harbor, card: dryCat, units: 1 }),
  },
  // Names that no screen may break on (NC-15).
  {
    firstName: 'Maximiliana Konstantina Alexandrina & Bartholomew Theophilus Montgomery Chester',
    lastName: 'Featherstonehaugh-Wolfeschlegelstein / van der Westhuizen-Papadopoulos-Anderson',
    mainPet: 'Dog',
    visits: often(4, 22, 30, { ...midtown, card: kibble, units: 1 }),
  },
  {
    firstName: 'محمد',
    lastName: 'العلي',
    mainPet: 'Bird',
    visits: often(5, 7, 20, { ...midtown, card: seeds, units: 1 }),
  },
  {
    firstName: 'ليلى & عمر',
    lastName: 'حداد',
    mainPet: 'Cat',
    visits: often(3, 16, 20, { ...midtown, card: dryCat, units: 1 }),
  },
  {
    firstName: 'Zoë',
    lastName: 'Müller-Łukasiewicz',
    mainPet: 'Cat',
    visits: often(4, 10, 20, { ...midtown, card: litter, units: 1 }),
  },
  {
    firstName: 'José Ángel',
    lastName: "Núñez O'Connor",
    mainPet: 'Dog',
    visits: often(3, 13, 20, { ...harbor, card: kibble, units: 1 }),
  },
  // Incomplete in each way (IC-2, IC-12).
  {
    firstName: 'Priya',
    lastName: 'Raman',
    missing: 'phone',
    mainPet: 'Fish',
    visits: often(2, 5, 20, { ...midtown, card: ['kelpie-cove', 1], units: 1 }),
  },
  {
    firstName: 'Otis',
    lastName: 'Bell',
    missing: 'both',
    mainPet: 'Dog',
    visits: often(2, 17, 20, { ...midtown, card: chews, units: 1 }),
  },
  // Punches that stop counting in a few days (CA-11); the program's window is twelve months.
  {
    firstName: 'Dana',
    lastName: 'Whitfield',
    mainPet: 'Cat',
    visits: [
      { ...midtown, daysAgo: 352, card: cans, units: 3 },
      { ...midtown, daysAgo: 344, card: cans, units: 2 },
      { ...midtown, daysAgo: 21, card: cans, units: 4 },
    ],
  },
  // A card of a program that only another location takes part in (LO-10), open …
  {
    firstName: 'Ravi',
    lastName: 'Menon',
    mainPet: 'Reptile',
    visits: [
      { ...midtown, daysAgo: 120, card: ['good-gnaw', 1], units: 1 },
      ...often(4, 14, 20, { ...uptown, card: reptile, units: 1 }),
    ],
  },
  // … and completed (RD-20).
  {
    firstName: 'Elena',
    lastName: 'Petrova',
    mainPet: 'Dog',
    visits: [
      { ...midtown, daysAgo: 300, card: kibble, units: 1 },
      ...often(12, 19, 20, { ...harbor, card: raw, units: 1 }),
    ],
  },
  // Taken and begun again (RD-3).
  {
    firstName: 'Harold',
    lastName: 'Finch',
    mainPet: 'Dog',
    visits: [
      ...often(3, 60, 30, { ...midtown, card: dental, units: 1 }),
      { ...midtown, daysAgo: 24, card: dental, units: 1, redeem: true },
    ],
  },
  // Many cards, one redeemed, two rewards waiting (RD-15).
  {
    firstName: 'Chris & Jordan',
    lastName: 'Taylor',
    mainPet: 'Dog',
    visits: [
      ...often(4, 200, 30, { ...midtown, card: kibble, units: 3 }),
      { ...midtown, daysAgo: 170, card: kibble, units: 3, redeem: true },
      ...often(3, 40, 30, { ...midtown, card: kibble, units: 3 }),
      ...often(2, 33, 30, { ...harbor, card: dental, units: 3 }),
      ...often(3, 26, 7, { ...midtown, card: litter, units: 1 }),
    ],
  },
  // A customer who shops at two locations (LO-3).
  {
    firstName: 'Naomi',
    lastName: 'Adler',
    mainPet: 'Dog',
    visits: [
      ...often(3, 100, 30, { ...midtown, card: kibble, units: 1 }),
      ...often(3, 10, 30, { ...harbor, card: kibble, units: 1 }),
    ],
  },
  {
    firstName: 'Sam',
    lastName: 'Carter',
    mainPet: 'Dog',
    as: 'employee',
    visits: often(3, 28, 30, { ...midtown, card: chews, units: 1 }),
  },
  {
    firstName: 'Nora',
    lastName: 'Lindqvist',
    mainPet: 'Dog',
    as: 'breeder',
    visits: often(6, 31, 25, { ...midtown, card: kibble, units: 1 }),
  },
];

/** Details of a cast member that the cashier was told. */
export function castPerson(member: CastMember, id: string, petId: string, n: number, phone: string): DemoPerson {
  const { firstName, lastName, missing, mainPet, as } = member;
  const latin = `${firstName} ${lastName}`.normalize('NFKD').replaceAll(/[^A-Za-z ]/g, '');
  const name = latin.trim().split(/ +/).slice(0, 3).join('.').toLowerCase() || 'customer';
  return {
    id,
    firstName,
    lastName,
    email: missing === 'email' || missing === 'both' ? '' : `${name.slice(0, 40)}.${String(n)}@example.com`,
    phone: missing === 'phone' || missing === 'both' ? '' : phone,
    address: {
      ...NO_ADDRESS,
      street1: `${String(100 + n)} Chestnut Street`,
      city: 'Chicago',
      region: 'IL',
      postal: '60607',
      country: 'US',
    },
    pets: [{ id: petId, name: 'Biscuit', type: mainPet, ageYears: 3, ageRecordedOn: null, birthMonth: 5 }],
    type: as ?? 'pet-owner',
    employeeId: as === 'employee' ? 'E-104' : '',
    breederIds: as === 'breeder' ? [{ manufacturerId: 'bramble-bone', number: 'BB-20417' }] : [],
  };
}
