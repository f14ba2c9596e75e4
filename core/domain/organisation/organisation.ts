import { Type, type Static } from 'typebox';

/** A location as its registers need it (LO-5). */
export const LocationSchema = Type.Object({
  id: Type.String({ maxLength: 64 }),
  kind: Type.Union([Type.Literal('master'), Type.Literal('sub')]),
  name: Type.String({ minLength: 1, maxLength: 120 }),
  /** Short code used in receipt numbers (SA-9). */
  code: Type.String({ minLength: 1, maxLength: 12 }),
  /** ISO 3166 alpha-2; decides how phones without `+` are read (NC-16). */
  country: Type.String({ pattern: '^[A-Z]{2}$' }),
  /** IANA time zone; business dates are taken in it. */
  timeZone: Type.String({ minLength: 1, maxLength: 60 }),
  phone: Type.String(),
  address: Type.String({ maxLength: 300 }),
});
export type Location = Static<typeof LocationSchema>;

/** The one settings document of an account (id `account`), fed to every register. */
export const SettingsSchema = Type.Object({
  id: Type.Literal('account'),
  accountId: Type.String(),
  accountName: Type.String({ minLength: 1, maxLength: 120 }),
  locations: Type.Array(LocationSchema),
  /** Switches of SE-1 that are on. */
  features: Type.Array(Type.String()),
  /** Demo accounts show their PINs on the sign-in screen. */
  demo: Type.Boolean(),
  registers: Type.Array(
    Type.Object({ id: Type.String(), name: Type.String(), locationId: Type.String(), number: Type.Integer() }),
  ),
});
export type Settings = Static<typeof SettingsSchema>;

/** A user as every register knows it; PIN secrets never travel (RO-13). */
export const UserSchema = Type.Object({
  id: Type.String({ maxLength: 64 }),
  username: Type.String({ minLength: 1, maxLength: 254 }),
  role: Type.Union([Type.Literal('admin'), Type.Literal('cashier')]),
  locationId: Type.String(),
  active: Type.Boolean(),
  /** Only in a demo account, shown on the sign-in screen; otherwise null. */
  demoPin: Type.Union([Type.String(), Type.Null()]),
});
export type User = Static<typeof UserSchema>;
