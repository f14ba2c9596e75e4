import { Type, type Static } from 'typebox';

/** What a person has to settle (data dictionary 3.5). */
export const WorkItemSchema = Type.Object({
  id: Type.String({ maxLength: 128 }),
  kind: Type.Union([
    Type.Literal('possible-duplicate'),
    Type.Literal('over-redeemed'),
    Type.Literal('points-overspent'),
    Type.Literal('limit-exceeded'),
    Type.Literal('activity-after-deletion'),
    Type.Literal('same-card-split'),
    Type.Literal('claim-already-batched'),
    Type.Literal('unknown-item'),
    Type.Literal('clock-suspect'),
    Type.Literal('parked-entry'),
    Type.Literal('refused-entry'),
    Type.Literal('two-logs'),
    Type.Literal('rule-difference'),
  ]),
  locationId: Type.String(),
  openedAt: Type.Integer(),
  state: Type.Union([Type.Literal('open'), Type.Literal('settled')]),
  /** Ids of what it is about, by role (customerId, otherCustomerId, transactionId, redemptionId, registerId, …). No personal data. */
  refs: Type.Record(Type.String(), Type.String()),
  /** Stable code of the exact cause. */
  code: Type.String(),
});
export type WorkItem = Static<typeof WorkItemSchema>;
