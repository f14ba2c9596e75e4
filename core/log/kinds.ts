import { Type, type Static, type TObject } from 'typebox';
import { SettingsChangesSchema } from '../domain/organisation/organisation';
import { PunchRefSchema, TransactionFactsSchema } from '../domain/transactions/transaction';
import type { Action } from '../domain/users/actions';
import { ResolutionSchema } from '../domain/work-items/work-item';

const Id = Type.String({ minLength: 1, maxLength: 64 });

/** Messages a cashier asked for; sending is the server's, later (NC-8, NC-17, IC-13). */
export const MessageTemplateSchema = Type.Union([
  Type.Literal('welcome-email'),
  Type.Literal('opt-in-text'),
  Type.Literal('verification-email'),
]);
export type MessageTemplate = Static<typeof MessageTemplateSchema>;

const Text = (maxLength: number) => Type.String({ maxLength });

/** Contact data that a new customer starts with (NC-2). Checked again by the customer rules, flagged, never refused. */
const NewCustomerPersonalSchema = Type.Object(
  { firstName: Text(200), lastName: Text(200), email: Text(254), phone: Text(40), internalId: Text(40) },
  { additionalProperties: false },
);

/**
 * What each kind of entry says: `facts` without personal data, `personal` erasable on its own. A kind or shape not
 * listed here is parked by the server, never dropped.
 */
export const entryKinds = {
  'transaction-finished': { facts: TransactionFactsSchema, personal: null },
  /** Effect id = customer id. */
  'customer-added': {
    facts: Type.Object(
      {
        customerId: Id,
        homeLocationId: Id,
        messages: Type.Array(MessageTemplateSchema, { maxItems: 3 }),
      },
      { additionalProperties: false },
    ),
    personal: NewCustomerPersonalSchema,
  },
  'customer-edited': {
    facts: Type.Object(
      {
        customerId: Id,
        /** Names of the changed fields; their values are personal. */
        fields: Type.Array(Text(100), { maxItems: 100 }),
        messages: Type.Array(MessageTemplateSchema, { maxItems: 3 }),
      },
      { additionalProperties: false },
    ),
    personal: Type.Object(
      { changes: Type.Record(Type.String({ maxLength: 100 }), Type.Unknown()) },
      { additionalProperties: false },
    ),
  },
  'customer-deleted': {
    facts: Type.Object({ customerId: Id }, { additionalProperties: false }),
    personal: null,
  },
  /** An Admin brings a deleted customer back (DE-7). */
  'customer-restored': {
    facts: Type.Object({ customerId: Id }, { additionalProperties: false }),
    personal: null,
  },
  /** Personal data is erased for good, at the customer's wish (DE-7). */
  'customer-erased': {
    facts: Type.Object({ customerId: Id }, { additionalProperties: false }),
    personal: null,
  },
  /** **Combine Customers** (RU-3). Effect id = roll-up id. */
  'customers-combined': {
    facts: Type.Object(
      {
        rollUpId: Id,
        primaryId: Id,
        /** The other accounts in queue order (RU-6, RU-8). */
        otherIds: Type.Array(Id, { minItems: 1, maxItems: 9 }),
        /** Pets of the same name and type that are one (RU-13). */
        joinedPets: Type.Array(Type.Object({ keepId: Id, dropId: Id }, { additionalProperties: false }), {
          maxItems: 100,
        }),
      },
      { additionalProperties: false },
    ),
    personal: null,
  },
  /** **Undo Roll-Up** (RU-15). */
  'roll-up-undone': {
    facts: Type.Object({ rollUpId: Id, primaryId: Id }, { additionalProperties: false }),
    personal: null,
  },
  /** A person decided about a work item. */
  'work-item-settled': {
    facts: Type.Object(
      {
        workItemId: Text(128),
        resolution: ResolutionSchema,
        /** The full card that a reward taken twice is attached to (OX-6); left out otherwise. */
        punches: Type.Optional(Type.Array(PunchRefSchema, { minItems: 1, maxItems: 1000 })),
      },
      { additionalProperties: false },
    ),
    personal: null,
  },
  /** Field requirements and switches of the account (FS-1, FS-6, NC-5, RU-2). */
  'account-settings-changed': {
    facts: Type.Object({ changes: SettingsChangesSchema }, { additionalProperties: false }),
    personal: null,
  },
  /** A spreadsheet left the building (CL-14, SE-4). */
  'customers-exported': {
    facts: Type.Object(
      {
        what: Type.Union([Type.Literal('customers'), Type.Literal('pets'), Type.Literal('customer-copy')]),
        format: Type.Union([Type.Literal('xlsx'), Type.Literal('csv'), Type.Literal('json')]),
        rows: Type.Integer({ minimum: 0 }),
        scope: Type.String({ maxLength: 64 }),
        filtered: Type.Boolean(),
      },
      { additionalProperties: false },
    ),
    personal: null,
  },
  /** Sign-ins, lock-outs, refused attempts: the audit log (RO-16). */
  'audit-recorded': {
    facts: Type.Object(
      {
        action: Type.String({ maxLength: 60 }),
        target: Type.String({ maxLength: 128 }),
        detail: Type.Record(
          Type.String(),
          Type.Union([Type.String({ maxLength: 200 }), Type.Number(), Type.Boolean()]),
        ),
      },
      { additionalProperties: false },
    ),
    personal: null,
  },
} as const satisfies Record<string, { readonly facts: TObject; readonly personal: TObject | null }>;

export type EntryKind = keyof typeof entryKinds;
export type EntryFacts<Kind extends EntryKind> = Static<(typeof entryKinds)[Kind]['facts']>;
export type EntryPersonal<Kind extends EntryKind> = (typeof entryKinds)[Kind]['personal'] extends infer Schema
  ? Schema extends TObject
    ? Static<Schema>
    : null
  : never;

/** True when `kind` is one this version knows. */
export function isEntryKind(kind: string): kind is EntryKind {
  return Object.hasOwn(entryKinds, kind);
}

/** Kinds that need a right the user must have held when writing them; the only ones a server may refuse. */
export const refusableKinds = {
  'customer-deleted': 'delete-customer',
  'customer-restored': 'restore-customer',
  'customer-erased': 'erase-customer',
  'customers-combined': 'combine-customers',
  'roll-up-undone': 'combine-customers',
  'work-item-settled': 'settle-work-items',
  'account-settings-changed': 'change-account-settings',
  'customers-exported': 'export-customers',
} as const satisfies Partial<Record<EntryKind, Action>>;
export type RefusableKind = keyof typeof refusableKinds;

/** True for a kind that a server may refuse. */
export function isRefusable(kind: EntryKind): kind is RefusableKind {
  return Object.hasOwn(refusableKinds, kind);
}
