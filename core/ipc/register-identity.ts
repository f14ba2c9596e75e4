import { Type, type Static } from 'typebox';
import { LocationSchema } from '../domain/organisation/organisation';
import { EpochSchema } from '../sync/epoch';

/** Who this register is. Everything but its token, which never leaves the main process. */
export const RegisterIdentitySchema = Type.Object({
  registerId: Type.String(),
  registerName: Type.String(),
  /** Number of the register at its location, for receipt numbers (SA-9). */
  registerNumber: Type.Integer({ minimum: 0 }),
  scope: Type.Union([Type.Literal('location'), Type.Literal('all')]),
  location: LocationSchema,
  accountId: Type.String(),
  accountName: Type.String(),
  /** The master list's history at the moment of joining; later epochs are kept by the data worker. */
  joinedEpoch: EpochSchema,
  serverUrl: Type.String(),
});
export type RegisterIdentity = Static<typeof RegisterIdentitySchema>;

/** Who is signed in at this register (RO-1). Decided by main, never taken from a screen. */
export const SessionSchema = Type.Object({
  userId: Type.String(),
  username: Type.String(),
  role: Type.Union([Type.Literal('admin'), Type.Literal('cashier')]),
  /** The user's own location (RO-2). */
  locationId: Type.String(),
  /** Shown clock, milliseconds. */
  signedInAt: Type.Integer(),
});
export type Session = Static<typeof SessionSchema>;
