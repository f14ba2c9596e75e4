/** What a column of an uploaded list may hold (UP-2). Several columns may hold an email or a phone. */
export const IMPORT_FIELDS = [
  'internalId',
  'firstName',
  'lastName',
  'fullName',
  'email',
  'phone',
  'points',
  'street1',
  'street2',
  'city',
  'region',
  'postal',
  'country',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** Fields that several columns may hold at once; the first usable value counts. */
export const REPEATABLE_FIELDS: ReadonlySet<ImportField> = new Set(['email', 'phone']);

/** What each column holds, by its place in the file; null for one that is not imported. */
export type ColumnMapping = readonly (ImportField | null)[];

/** The cells of one row of a file, as text; a missing cell is `''`. */
export type RawRow = readonly string[];

/** Columns of the template, in its order (UP-2, UP-5). */
export const TEMPLATE_COLUMNS: readonly { readonly field: ImportField; readonly title: string }[] = [
  { field: 'internalId', title: 'Internal Customer ID' },
  { field: 'firstName', title: 'First Name' },
  { field: 'lastName', title: 'Last Name' },
  { field: 'email', title: 'Email Address' },
  { field: 'phone', title: 'Phone Number' },
  { field: 'points', title: 'Current Points' },
];

/** Words of a field as people know it. */
export const FIELD_TITLES: Readonly<Record<ImportField, string>> = {
  internalId: 'Internal Customer ID',
  firstName: 'First Name',
  lastName: 'Last Name',
  fullName: 'Full name (first and last)',
  email: 'Email Address',
  phone: 'Phone Number',
  points: 'Current Points',
  street1: 'Street 1',
  street2: 'Street 2',
  city: 'City',
  region: 'State/Province',
  postal: 'Postal code',
  country: 'Country',
};

/** Most rows of one list (UP-5), and most columns that are looked at. */
export const MAX_IMPORT_ROWS = 100_000;
export const MAX_IMPORT_COLUMNS = 200;
