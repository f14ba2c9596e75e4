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

const FieldRuleSchema = Type.Enum(['required', 'recommended', 'none']);

/** What is asked of a new customer (FS-1, FS-6). */
export const CustomerFieldsSchema = Type.Object(
  {
    /** Required, Recommended, or Not Recommended or Required, for accounts added from now on (FS-1, FS-5). */
    rules: Type.Object(
      { email: FieldRuleSchema, phone: FieldRuleSchema, pet: FieldRuleSchema },
      { additionalProperties: false },
    ),
    /** **SMS Consent by Default**: the opt-in question is ticked beforehand (FS-6, FS-7). */
    textByDefault: Type.Boolean(),
    /** The same for the welcome email. */
    welcomeByDefault: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type CustomerFields = Static<typeof CustomerFieldsSchema>;

/** Nothing is asked beyond the names. */
export const NO_CUSTOMER_FIELDS: CustomerFields = {
  rules: { email: 'none', phone: 'none', pet: 'none' },
  textByDefault: false,
  welcomeByDefault: false,
};

/** Switches of an account (SE-1). */
export const FeatureSchema = Type.Enum([
  'internal_customer_id',
  'combine_customers',
  'additional_uploads',
  // Employee and breeder accounts are there where such a program runs (EB-2); programs do not say their kind yet.
  'employee_accounts',
  'breeder_accounts',
]);
export type Feature = Static<typeof FeatureSchema>;

/** What a Master Admin changes in the settings; what is not named stays. */
export const SettingsChangesSchema = Type.Object(
  {
    customerFields: Type.Optional(CustomerFieldsSchema),
    /** Switches by name: on or off. */
    features: Type.Optional(Type.Partial(Type.Record(FeatureSchema, Type.Boolean()))),
  },
  { additionalProperties: false },
);
export type SettingsChanges = Static<typeof SettingsChangesSchema>;

/** The one settings document of an account (id `account`), fed to every register. */
export const SettingsSchema = Type.Object({
  id: Type.Literal('account'),
  accountId: Type.String(),
  accountName: Type.String({ minLength: 1, maxLength: 120 }),
  locations: Type.Array(LocationSchema),
  /** Switches of SE-1 that are on. */
  features: Type.Array(Type.String()),
  customerFields: CustomerFieldsSchema,
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

/** The settings after a Master Admin's changes. */
export function changedSettings(settings: Settings, { customerFields, features = {} }: SettingsChanges): Settings {
  const off = Object.keys(features).filter((name) => features[name as Feature] === false);
  const on = Object.keys(features).filter((name) => features[name as Feature] === true);
  const kept = settings.features.filter((name) => !off.includes(name) && !on.includes(name));
  return {
    ...settings,
    customerFields: customerFields ?? settings.customerFields,
    features: [...kept, ...on].sort(),
  };
}
