import { Type, type Static } from 'typebox';
import { AddressSchema } from './address';
import { PetSchema } from './pets';

const Id = Type.String({ minLength: 1, maxLength: 64 });
const Text = (maxLength: number) => Type.String({ maxLength });
const InstantOrNull = Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]);

/** Which programs apply (EB-1). */
export const CustomerTypeSchema = Type.Enum(['pet-owner', 'employee', 'breeder']);
export type CustomerType = Static<typeof CustomerTypeSchema>;

/** MS-8. */
export const EmailStateSchema = Type.Enum(['none', 'unverified', 'verified', 'unsubscribed', 'bounced']);
export type EmailState = Static<typeof EmailStateSchema>;

/** MS-8. */
export const SmsStateSchema = Type.Enum(['none', 'pending', 'opted-in', 'opted-out']);
export type SmsState = Static<typeof SmsStateSchema>;

/** That a customer was at a location; made at add and at every **Finished** (LO-3, LO-7). Instants in milliseconds. */
export const CustomerLocationSchema = Type.Object({
  locationId: Id,
  firstVisitAt: Type.Integer({ minimum: 0 }),
  lastVisitAt: Type.Integer({ minimum: 0 }),
});
export type CustomerLocation = Static<typeof CustomerLocationSchema>;

/** An identifier a roll-up left over: still finds the customer and blocks duplicates, gets no messages (RU-8). */
export const FormerIdentifierSchema = Type.Object({
  kind: Type.Enum(['email', 'phone', 'internal-id']),
  value: Text(254),
});
export type FormerIdentifier = Static<typeof FormerIdentifierSchema>;

/** A number a manufacturer issued to a breeder; one per manufacturer (EB-8). */
export const BreederIdSchema = Type.Object({
  manufacturerId: Id,
  number: Type.String({ minLength: 1, maxLength: 40 }),
});
export type BreederId = Static<typeof BreederIdSchema>;

/** The last answer about one address or number; consent belongs to the value, not to the customer (RU-9). */
export const ConsentSchema = Type.Union([
  Type.Object({
    channel: Type.Literal('email'),
    /** Key of the address (IC-8). */
    value: Text(254),
    state: Type.Enum(['verified', 'unsubscribed', 'bounced']),
    stamp: Type.String(),
  }),
  Type.Object({
    channel: Type.Literal('sms'),
    /** E.164. */
    value: Text(20),
    state: Type.Enum(['pending', 'opted-in', 'opted-out']),
    stamp: Type.String(),
  }),
]);
export type Consent = Static<typeof ConsentSchema>;

/**
 * One customer of the master list (data dictionary 3.2): contact data, type and flags; what was earned is the standing.
 *
 * Empty text is `''`, an absent fact `null`, so that every field is always there. The schema is the disk schema and the
 * wire schema as well. What is derived (search words, email key, completeness) is computed, not stored.
 */
export const CustomerSchema = Type.Object({
  id: Id,
  firstName: Text(80),
  lastName: Text(80),
  /** As typed, or `''`. */
  email: Text(254),
  /** E.164, or `''`. */
  phone: Text(20),
  internalId: Text(40),
  address: AddressSchema,
  /** Sorted by name, then id. */
  pets: Type.Array(PetSchema),
  type: CustomerTypeSchema,
  employeeId: Text(30),
  breederIds: Type.Array(BreederIdSchema),
  /** Where the customer was added. */
  homeLocationId: Text(64),
  /** Sorted by location id. */
  locations: Type.Array(CustomerLocationSchema),
  /** Follows from email, its stamp and `consents` (CP-7). */
  emailState: EmailStateSchema,
  /** Follows from phone, its stamp and `consents` (CP-8). */
  smsState: SmsStateSchema,
  /** Sorted by channel, then value. */
  consents: Type.Array(ConsentSchema),
  appUserSince: InstantOrNull,
  status: Type.Enum(['active', 'deleted', 'merged']),
  deletedAt: InstantOrNull,
  mergedInto: Type.Union([Id, Type.Null()]),
  /** The built-in customer for practice; one per account. */
  isTraining: Type.Boolean(),
  /** Set by the server, cleared by an Admin (IC-10). */
  possibleDuplicateOf: Type.Array(Id),
  formerIdentifiers: Type.Array(FormerIdentifierSchema),
  createdAt: Type.Integer({ minimum: 0 }),
  /** User id. */
  createdBy: Text(64),
  registerId: Text(64),
  /** Order key of the edit each field came from; `created` stands for every field not listed (CP-9). */
  stamps: Type.Record(Type.String(), Type.String()),
});
export type Customer = Static<typeof CustomerSchema>;

/** Name as shown: `Betty Smith`. */
export function fullName(customer: Pick<Customer, 'firstName' | 'lastName'>): string {
  return `${customer.firstName} ${customer.lastName}`.trim();
}

/** Registered in the customer app, which needs an email (NC-7). */
export function isAppUser(customer: Pick<Customer, 'appUserSince' | 'email'>): boolean {
  return customer.appUserSince !== null && customer.email !== '';
}
