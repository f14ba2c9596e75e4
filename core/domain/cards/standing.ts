import { Type, type Static } from 'typebox';
import { PunchRefSchema, PunchSchema, RedemptionSchema } from '../transactions/transaction';

/** Raised whenever folding the same transactions would give another standing. */
export const FOLD_VERSION = 1;

/** The loyalty part of one finished transaction: the fact a standing is made of. */
export const StandingTransactionSchema = Type.Object(
  {
    id: Type.String(),
    /** See `orderKey`: dealing, redemptions and history follow it. */
    order: Type.String(),
    businessDate: Type.String(),
    finishedAt: Type.Integer(),
    locationId: Type.String(),
    registerId: Type.String(),
    userId: Type.Union([Type.String(), Type.Null()]),
    receiptNumber: Type.String(),
    /** Lines that punched or were given free, by their number in the transaction. */
    lines: Type.Array(
      Type.Object({
        line: Type.Integer(),
        upc: Type.String(),
        description: Type.String(),
        entry: Type.String(),
        kind: Type.String(),
      }),
    ),
    punches: Type.Array(PunchSchema),
    redemptions: Type.Array(RedemptionSchema),
  },
  { additionalProperties: false },
);
export type StandingTransaction = Static<typeof StandingTransactionSchema>;

/** Life-long counts per program (CP-1, CP-6). */
export const ProgramTotalsSchema = Type.Object({
  itemsPurchased: Type.Integer(),
  freeGoods: Type.Integer(),
  rebatesCents: Type.Integer(),
});
export type ProgramTotals = Static<typeof ProgramTotalsSchema>;

/**
 * What a customer has earned, as facts; open, completed, redeemed are computed when read.
 *
 * The same set of transactions gives the same standing in whatever order they arrived (OX-4), and it is closed:
 * folding one more entry into it equals folding all of them. At most 64 KB: the newest transactions are kept whole; of
 * older ones, rewards taken are condensed with the punches they used into totals and short hashes (`condense`).
 */
export const StandingSchema = Type.Object({
  /** The customer's id. */
  id: Type.String({ maxLength: 64 }),
  foldVersion: Type.Integer(),
  /** Customers rolled into this one, itself included (RU-15). */
  members: Type.Array(Type.String()),
  /** Per log id: highest sequence contained, and which at or below it are parked. */
  through: Type.Record(Type.String(), Type.Object({ sequence: Type.Integer(), parked: Type.Array(Type.Integer()) })),
  /** Sorted by `order`. */
  transactions: Type.Array(StandingTransactionSchema),
  /** Redemptions settled or credited: they fold first, whatever arrives later (OX-6). Condensed ones as hash. Sorted. */
  pinned: Type.Array(Type.String()),
  /** Punches of this customer that a reward of another account has used while the two were one; sorted keys (RU-15). */
  lent: Type.Array(Type.String()),
  /**
   * What a person decided of rewards taken twice (OX-6), by redemption id: the punches of another full card it stands on
   * now, or none (store cost, void). They fold first. Absent while nobody has decided any.
   */
  resolved: Type.Optional(Type.Record(Type.String(), Type.Array(PunchRefSchema))),
  condensed: Type.Object({
    /** Order key through which facts may be condensed; '' for none. A late redemption up to it needs the whole history. */
    before: Type.String(),
    totals: Type.Record(Type.String(), ProgramTotalsSchema),
    /** Short hashes of transactions of which nothing is left, so that none counts again. Sorted. */
    transactions: Type.Array(Type.String()),
  }),
  points: Type.Object({ balance: Type.Integer(), lifetime: Type.Integer() }),
  storeCreditCents: Type.Integer(),
  offerUses: Type.Record(Type.String(), Type.Integer()),
});
export type Standing = Static<typeof StandingSchema>;
