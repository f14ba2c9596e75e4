import { Type, type Static } from 'typebox';

const Id = Type.String({ minLength: 1, maxLength: 64 });
const Upc = Type.String({ pattern: '^[0-9]{8,14}$' });
const CentsOrNull = Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]);
const CalendarDate = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });

/** How a unit came onto the list (data dictionary 3.4). */
export const LineEntrySchema = Type.Enum(['scan', 'typed', 'dropdown', 'card-click', 'paper', 'exception']);

/** One line of a transaction; `quantity` units, numbered from 0. Values are whole cents of the location's currency. */
export const TransactionLineSchema = Type.Object(
  {
    /** Empty for a line typed without a code. */
    upc: Type.Union([Upc, Type.Literal('')]),
    description: Type.String({ maxLength: 200 }),
    quantity: Type.Integer({ minimum: 1, maximum: 9999 }),
    /** Null while the location keeps its old till (SA-14). */
    unitPriceCents: CentsOrNull,
    kind: Type.Union([Type.Literal('purchase'), Type.Literal('free-good')]),
    entry: LineEntrySchema,
  },
  { additionalProperties: false },
);
export type TransactionLine = Static<typeof TransactionLineSchema>;

/** Names one punch for ever: which unit of which line of which transaction. Never a card: dealing decides (CA-7). */
export const PunchRefSchema = Type.Object(
  {
    transactionId: Id,
    line: Type.Integer({ minimum: 0, maximum: 9999 }),
    unit: Type.Integer({ minimum: 0, maximum: 9999 }),
  },
  { additionalProperties: false },
);
export type PunchRef = Static<typeof PunchRefSchema>;

/** Why one card received more than one unit (MP-1, MP-3). */
export const MultiPurchaseReasonSchema = Type.Enum([
  'paper-card',
  'stocking-up',
  'multiple-pets',
  'sale-or-promotion',
  'late-entry',
  'other',
]);
export type MultiPurchaseReason = Static<typeof MultiPurchaseReasonSchema>;

/** One qualifying unit (CA-1), of this transaction. */
export const PunchSchema = Type.Object(
  {
    line: Type.Integer({ minimum: 0, maximum: 9999 }),
    unit: Type.Integer({ minimum: 0, maximum: 9999 }),
    programId: Id,
    programCardId: Id,
    /** X of the program card as the register knew it. */
    buyX: Type.Integer({ minimum: 1, maximum: 1000 }),
    /** Catalogue value at the time (RD-16); null when the item has none. */
    valueCents: CentsOrNull,
    reason: Type.Union([MultiPurchaseReasonSchema, Type.Null()]),
    reasonText: Type.String({ maxLength: 200 }),
  },
  { additionalProperties: false },
);
export type Punch = Static<typeof PunchSchema>;

/** A reward taken (RD-3). `line` is the free-good line of this transaction. */
export const RedemptionSchema = Type.Object(
  {
    redemptionId: Id,
    programId: Id,
    programCardId: Id,
    /** The punches used, of earlier transactions or this one. */
    punches: Type.Array(PunchRefSchema, { minItems: 1, maxItems: 1000 }),
    line: Type.Integer({ minimum: 0, maximum: 9999 }),
    /** The qualifying item the claim is made for, and what the customer took home (RD-9, RD-14). */
    claimedUpc: Upc,
    claimedValueCents: CentsOrNull,
    takenUpc: Upc,
    discountCents: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);
export type Redemption = Static<typeof RedemptionSchema>;

/** Facts of the entry `transaction-finished`: everything one visit did, all or nothing (OX-1). */
export const TransactionFactsSchema = Type.Object(
  {
    transactionId: Id,
    kind: Type.Literal('sale'),
    customerId: Type.Union([Id, Type.Null()]),
    openedAt: Type.Integer({ minimum: 0 }),
    /** Calendar date of the location at entry (PU-7, OX-3). */
    businessDate: CalendarDate,
    receiptNumber: Type.String({ minLength: 1, maxLength: 60 }),
    lines: Type.Array(TransactionLineSchema, { maxItems: 2000 }),
    punches: Type.Array(PunchSchema, { maxItems: 10_000 }),
    redemptions: Type.Array(RedemptionSchema, { maxItems: 500 }),
    points: Type.Array(Type.Record(Type.String(), Type.Unknown()), { maxItems: 500 }),
    tenders: Type.Array(Type.Record(Type.String(), Type.Unknown()), { maxItems: 50 }),
    /** Sum of the rewards' discounts (PU-18), and of priced lines; null without prices. */
    discountCents: Type.Integer({ minimum: 0 }),
    totalCents: CentsOrNull,
    customFields: Type.Record(Type.String(), Type.String({ maxLength: 60 })),
  },
  { additionalProperties: false },
);
export type TransactionFacts = Static<typeof TransactionFactsSchema>;
