import type { CustomerType, FormerIdentifier } from '../../../core/domain/customers/customer';
import type { SearchRow } from '../../../core/domain/customers/search-row';

/** Set in `flags` of a row. */
export const APP_USER = 1;
const INCOMPLETE = 2;
const TRAINING = 4;
const POSSIBLE_DUPLICATE = 8;
export const EMPLOYEE = 16;
const BREEDER = 32;

/** Texts of a row as one text; what is filtered or sorted by lies in arrays beside it. */
type Packed = readonly [
  id: string,
  firstName: string,
  lastName: string,
  email: string,
  phone: string,
  internalId: string,
  town: string,
  lastVisitAt: number | null,
  homePlace: number,
  formerIdentifiers?: readonly FormerIdentifier[],
  employeeId?: string,
];

/** What lies beside the packed text. */
export interface RowFacts {
  readonly flags: number;
  readonly createdAt: number;
  readonly locationIds: readonly string[];
}

/** The row as text. `homePlace` is the home location's number in the caller's list. The text begins with `packedId`. */
export function packRow(row: SearchRow, homePlace: number): string {
  const { id, firstName, lastName, email, phone, internalId, town, lastVisitAt, formerIdentifiers, employeeId } = row;
  const packed: Packed = [id, firstName, lastName, email, phone, internalId, town, lastVisitAt, homePlace];
  if (employeeId !== '') return JSON.stringify([...packed, formerIdentifiers, employeeId]);
  return JSON.stringify(formerIdentifiers.length === 0 ? packed : [...packed, formerIdentifiers]);
}

/** The row that was packed. */
export function unpackRow(text: string, facts: RowFacts, places: readonly string[]): SearchRow {
  const packed = JSON.parse(text) as Packed;
  const [id, firstName, lastName, email, phone, internalId, town, lastVisitAt, homePlace, former, employeeId] = packed;
  const { flags, createdAt, locationIds } = facts;
  return {
    ...{ id, firstName, lastName, email, phone, internalId, town, createdAt, lastVisitAt, locationIds },
    homeLocationId: places[homePlace] ?? '',
    formerIdentifiers: former ?? [],
    type: typeOf(flags),
    employeeId: employeeId ?? '',
    isAppUser: (flags & APP_USER) !== 0,
    isIncomplete: (flags & INCOMPLETE) !== 0,
    isTraining: (flags & TRAINING) !== 0,
    isPossibleDuplicate: (flags & POSSIBLE_DUPLICATE) !== 0,
  };
}

/** The flags of a row as one small number. */
export function flagsOf(row: SearchRow): number {
  return (
    (row.isAppUser ? APP_USER : 0) |
    (row.isIncomplete ? INCOMPLETE : 0) |
    (row.isTraining ? TRAINING : 0) |
    (row.isPossibleDuplicate ? POSSIBLE_DUPLICATE : 0) |
    (row.type === 'employee' ? EMPLOYEE : row.type === 'breeder' ? BREEDER : 0)
  );
}

function typeOf(flags: number): CustomerType {
  if ((flags & EMPLOYEE) !== 0) return 'employee';
  return (flags & BREEDER) !== 0 ? 'breeder' : 'pet-owner';
}
