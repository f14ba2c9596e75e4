import { Type, type Static } from 'typebox';
import { StandingTransactionSchema } from '../domain/cards/standing';

/** A customer of the **Deleted customers** view (DE-7). */
export const DeletedCustomerSchema = Type.Object({
  customerId: Type.String(),
  firstName: Type.String(),
  lastName: Type.String(),
  email: Type.String(),
  phone: Type.String(),
  homeLocationId: Type.String(),
  /** Instant in milliseconds. */
  deletedAt: Type.Integer(),
});
export type DeletedCustomer = Static<typeof DeletedCustomerSchema>;

/** `GET /v1/deleted-customers?text=…`: those of the register's location (of every one for an owner's computer), newest first. */
export const DeletedCustomersReplySchema = Type.Object({ customers: Type.Array(DeletedCustomerSchema) });

/** A roll-up of a customer that can be undone (RU-15). */
export const RollUpSummarySchema = Type.Object({
  rollUpId: Type.String(),
  primaryId: Type.String(),
  /** Names of the accounts that went into the primary. */
  others: Type.Array(Type.Object({ customerId: Type.String(), firstName: Type.String(), lastName: Type.String() })),
  /** Instant in milliseconds. */
  at: Type.Integer(),
  /** User id; null when identifiers and names agreed and nobody was asked (IC-10). */
  by: Type.Union([Type.String(), Type.Null()]),
  /** Only the latest can be undone; then the one before. */
  isLatest: Type.Boolean(),
});
export type RollUpSummary = Static<typeof RollUpSummarySchema>;

/** `GET /v1/customers/:id/history`: every visit of the customer and of the accounts rolled into it, oldest first. */
export const HistoryReplySchema = Type.Object({
  visits: Type.Array(
    Type.Object({ transaction: StandingTransactionSchema, logId: Type.String(), sequence: Type.Integer() }),
  ),
});
export type HistoryReply = Static<typeof HistoryReplySchema>;

/** A value of a customer that another one took the place of (CP-7), or that came too late (CP-9). */
export const FormerValueSchema = Type.Object({
  /** A `CustomerField`. */
  field: Type.String(),
  /** As the field holds it; see `formerValueWords`. */
  value: Type.Unknown(),
  /** When it was entered and when the other one was, instants in milliseconds. */
  enteredAt: Type.Integer(),
  replacedAt: Type.Integer(),
  /** Location and name of the register that entered the other one; `''` for the server. */
  locationId: Type.String(),
  registerName: Type.String(),
});
export type FormerValue = Static<typeof FormerValueSchema>;

/** `GET /v1/customers/:id/former-values`, the newest replacement first. */
export const FormerValuesReplySchema = Type.Object({ values: Type.Array(FormerValueSchema) });

/** `GET /v1/customers/:id/roll-ups`, newest first. */
export const RollUpsReplySchema = Type.Object({ rollUps: Type.Array(RollUpSummarySchema) });
