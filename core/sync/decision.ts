import { Type, type Static } from 'typebox';

/** One entry of log 0: a decision the server made itself. Signed, so that it can be offered back after a restore. */
export const DecisionSchema = Type.Object(
  {
    /** `decision-<number>`, zero padded. */
    id: Type.String({ maxLength: 64 }),
    number: Type.Integer({ minimum: 1 }),
    kind: Type.String({ maxLength: 60 }),
    at: Type.Integer(),
    /** No personal data. */
    facts: Type.Record(Type.String(), Type.Unknown()),
    signature: Type.String(),
  },
  { additionalProperties: false },
);
export type Decision = Static<typeof DecisionSchema>;

/** `POST /v1/decisions`: offered back; the server takes those whose signature is its own. */
export const DecisionsOfferSchema = Type.Object(
  { decisions: Type.Array(DecisionSchema, { maxItems: 500 }) },
  { additionalProperties: false },
);
