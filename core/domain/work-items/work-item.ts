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
  /** Of a pair one was deleted; nobody says so, the server does. */
  'one-deleted',
  'judged-again',
  'set-aside',
  /** What a user may not do, an Admin has done; or it stays as it is. */
  'done-after-all',
  'left-undone',
  'clock-set',
  'corrected',
  'left-as-is',
  /** Two logs of one computer, whose disk was put back; or of two, of which one joined anew as a register of its own. */
  'one-computer',
  'joined-anew',
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

/** Entries parked for these say something that no later version reads otherwise. */
const PARKED_FOR_GOOD = ['name-taken', 'effect-differs', 'not-intact', 'not-storable', 'unreadable', 'id-form'];

/** The ways to settle an item of a kind and cause, the most likely first. */
export function resolutionsOf({ kind, code }: Pick<WorkItem, 'kind' | 'code'>): readonly Resolution[] {
  switch (kind) {
    case 'possible-duplicate':
      return ['combined', 'not-the-same-person']; // IC-10
    case 'over-redeemed':
      return ['attached', 'accepted-as-store-cost', 'voided']; // OX-6; attached where there is another full card
    case 'activity-after-deletion':
      return ['restored', 'left-deleted']; // DE-10
    case 'parked-entry':
      return PARKED_FOR_GOOD.includes(code) ? ['set-aside'] : ['judged-again', 'set-aside'];
    case 'refused-entry':
      return ['done-after-all', 'left-undone']; // RO-11
    case 'clock-suspect':
      return ['clock-set', 'left-as-is']; // OX-3: dates are not rewritten
    case 'two-logs':
      return ['one-computer', 'joined-anew'];
    case 'rule-difference':
      return ['corrected', 'left-as-is'];
    case 'lost-upload':
      return ['uploaded-again', 'set-aside']; // UP-10
    default:
      return ['seen'];
  }
}
