import { Type, type Static } from 'typebox';
import { TransactionFactsSchema } from './transaction';

/** A finished transaction as the master list keeps it and sends it to its location's registers. */
export const TransactionDocumentSchema = Type.Object({
  id: Type.String({ maxLength: 64 }),
  registerId: Type.String(),
  logId: Type.String(),
  sequence: Type.Integer(),
  userId: Type.Union([Type.String(), Type.Null()]),
  locationId: Type.String(),
  finishedAt: Type.Integer(),
  /** Decides who was first; see `orderInstantOf`. */
  orderInstant: Type.Integer(),
  facts: TransactionFactsSchema,
});
export type TransactionDocument = Static<typeof TransactionDocumentSchema>;
