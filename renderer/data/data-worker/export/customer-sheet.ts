import { petAge } from '../../../../core/domain/customers/pets';
import { formatPhone } from '../../../../core/domain/customers/phone';
import type { Customer } from '../../../../core/domain/customers/customer';
import { isIncomplete } from '../../../../core/domain/customers/incomplete';
import { lastVisitAt } from '../../../../core/domain/customers/visits';
import type { Location } from '../../../../core/domain/organisation/organisation';
import type { ExportColumn, ExportRow } from '../../../../core/ipc/export';
import { MINUTE_MS } from '../../../../core/kernel/amounts';
import { businessDateAt } from '../../../../core/kernel/calendar';

/** What a sheet's cells are worked out with. */
export interface SheetContext {
  readonly location: Location;
  readonly locationName: (locationId: string) => string;
  /** The business date of an instant at `location`; see `datesIn`. */
  readonly dateOf: (at: number) => string;
  /** Now, milliseconds. */
  readonly now: number;
}

const QUARTER_MS = 15 * MINUTE_MS;

/** Business dates in a time zone, each quarter of an hour worked out once: no day of any zone begins within one. */
export function datesIn(timeZone: string): SheetContext['dateOf'] {
  const known = new Map<number, string>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    const date = known.get(quarter) ?? businessDateAt(at, timeZone);
    known.set(quarter, date);
    return date;
  };
}

/** A kind of export: its columns, and the rows one customer becomes (CL-14). */
export interface Sheet {
  readonly suggestedName: string;
  readonly columns: readonly ExportColumn[];
  rowsOf(customer: Customer, context: SheetContext): readonly ExportRow[];
}

const text = (title: string, width: number): ExportColumn => ({ title, kind: 'text', width });
const phone = (title: string): ExportColumn => ({ title, kind: 'phone', width: 18 });
const date = (title: string): ExportColumn => ({ title, kind: 'date', width: 12 });
const number = (title: string, width: number): ExportColumn => ({ title, kind: 'number', width });

const TYPES = { 'pet-owner': 'Pet Owner', employee: 'Employee', breeder: 'Breeder' } as const;

/** **Export**: one row a customer. */
export const customerSheet: Sheet = {
  suggestedName: 'Customers',
  columns: [
    ...[text('Last Name', 20), text('First Name', 20), text('Email', 30), phone('Mobile Phone')],
    ...[text('Internal Customer ID', 16), text('Street 1', 28), text('Street 2', 16), text('City', 18)],
    ...[text('State/Province', 10), text('Postal Code', 12), text('Country', 9), text('Account Type', 12)],
    ...[text('Employee ID', 12), text('Home Location', 18), text('Locations', 24), date('Mobile App User Since')],
    ...[date('Added'), date('Last Visit'), text('Incomplete', 10), number('Pets', 6)],
  ],
  rowsOf(customer, { location, locationName, dateOf }) {
    const { address } = customer;
    const day = (at: number | null) => (at === null ? null : dateOf(at));
    return [
      [
        ...[customer.lastName, customer.firstName, customer.email, formatPhone(customer.phone, location.country)],
        ...[customer.internalId, address.street1, address.street2, address.city],
        ...[address.region, address.postal, address.country, TYPES[customer.type]],
        ...[customer.employeeId, locationName(customer.homeLocationId)],
        customer.locations.map(({ locationId }) => locationName(locationId)).join(', '),
        ...[day(customer.appUserSince), day(customer.createdAt), day(lastVisitAt(customer))],
        ...[isIncomplete(customer) ? 'yes' : '', customer.pets.length],
      ],
    ];
  },
};

/** **Export Pets**: one row a pet, with its owner. */
export const petSheet: Sheet = {
  suggestedName: 'Pets',
  columns: [
    ...[text('Last Name', 20), text('First Name', 20), text('Email', 30), phone('Mobile Phone')],
    ...[text('Pet Name', 18), text('Pet Type', 14), number('Pet Age', 8), number('Birth Month', 12)],
  ],
  rowsOf({ lastName, firstName, email, phone: stored, pets }, { location, now }) {
    const today = businessDateAt(now, location.timeZone);
    const owner = [lastName, firstName, email, formatPhone(stored, location.country)];
    return pets.map((pet) => [...owner, pet.name, pet.type, petAge(pet, today), pet.birthMonth]);
  },
};
