import { Type, type Static } from 'typebox';
import { AddressSchema, checkAddress, ADDRESS_PARTS } from '../customers/address';
import { CONTACT_FORM_FIELDS, readContactField } from '../customers/contact-fields';

/** Points a former system gives at most; beyond it is a mistake in the file. */
export const MOST_POINTS = 100_000_000;

/** One customer of an uploaded list as it is to be stored: clean names, E.164 phone, `''` for what is missing (UP-7). */
export const ImportRowSchema = Type.Object(
  {
    /** Number of the row in the file, 1 for the first, so that people find it again. */
    row: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
    firstName: Type.String({ minLength: 1, maxLength: 320 }),
    lastName: Type.String({ minLength: 1, maxLength: 320 }),
    email: Type.String({ maxLength: 254 }),
    phone: Type.String({ maxLength: 20 }),
    internalId: Type.String({ maxLength: 160 }),
    address: AddressSchema,
    /** Balance brought along (UP-2, UP-9). */
    points: Type.Integer({ minimum: 0, maximum: MOST_POINTS }),
  },
  { additionalProperties: false },
);
export type ImportRow = Static<typeof ImportRowSchema>;

/**
 * True when the row is as the rules would store it. The server asks this of what a register has read: reading what was
 * read gives the same again, whatever the country.
 */
export function isAsStored(row: ImportRow): boolean {
  const isContact = CONTACT_FORM_FIELDS.every((field) => {
    const read = readContactField(field, row[field], 'US');
    return read.ok && read.value === row[field];
  });
  const { address, refusals } = checkAddress(row.address);
  return isContact && refusals.length === 0 && ADDRESS_PARTS.every((part) => address[part] === row.address[part]);
}
