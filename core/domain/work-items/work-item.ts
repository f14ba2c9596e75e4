import { Type, type Static } from 'typebox';

/** How a person settled it; which ones fit a kind is said by `resolutionsOf`. */
export const ResolutionSchema = Type.Enum([
  'combined',
  'not-the-same-person',
  'attached',
  'accepted-as-store-cost',
  'voided',
  'restored',
  'left-deleted',
  'judged-again',
  'set-aside',
  'uploaded-again',
  'seen',
]);
export type Resolution = Static<typeof ResolutionSchema>;

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
    Type.Literal('lost-upload'),
  ]),
  locationId: Type.String(),
  openedAt: Type.Integer(),
  state: Type.Union([Type.Literal('open'), Type.Literal('settled')]),
  /** Ids of what it is about, by role (customerId, otherCustomerId, transactionId, redemptionId, registerId, …). No personal data. */
  refs: Type.Record(Type.String(), Type.String()),
  /** Stable code of the exact cause. */
  code: Type.String(),
  /** Null while open. */
  settled: Type.Union([
    Type.Object({ resolution: ResolutionSchema, at: Type.Integer(), by: Type.String() }),
    Type.Null(),
  ]),
});
export type WorkItem = Static<typeof WorkItemSchema>;

/** The ways to settle an item of a kind, the most likely first. */
export function resolutionsOf(kind: WorkItem['kind']): readonly Resolution[] {
  switch (kind) {
    case 'possible-duplicate':
      return ['combined', 'not-the-same-person']; // IC-10
    case 'over-redeemed':
      return ['attached', 'accepted-as-store-cost', 'voided']; // OX-6; attached where there is another full card
    case 'activity-after-deletion':
      return ['restored', 'left-deleted']; // DE-10
    case 'parked-entry':
      return ['judged-again', 'set-aside'];
    case 'lost-upload':
      return ['uploaded-again', 'set-aside']; // UP-10
    default:
      return ['seen'];
  }
}
