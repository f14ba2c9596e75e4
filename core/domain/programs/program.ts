import { Type, type Static } from 'typebox';

/** One item of a program card (data dictionary 3.3). UPC is text: leading zeros are never lost. */
export const ProgramItemSchema = Type.Object({
  upc: Type.String({ pattern: '^[0-9]{8,14}$' }),
  description: Type.String({ minLength: 1, maxLength: 200 }),
  /** The manufacturer's suggested price (RD-16); null when there is none. */
  valueCents: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
  qualifies: Type.Boolean(),
  redeemable: Type.Boolean(),
});
export type ProgramItem = Static<typeof ProgramItemSchema>;

export const RewardRuleSchema = Type.Union([
  Type.Literal('lesser-equal'), // FG-1
  Type.Literal('any-item'), // FG-4
]);
export type RewardRule = Static<typeof RewardRuleSchema>;

/** "Buy X get Y" for one group of items, normally one species and size. */
export const ProgramCardSchema = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 64 }),
  title: Type.String({ minLength: 1, maxLength: 120 }),
  buyX: Type.Integer({ minimum: 1, maximum: 1000 }),
  getY: Type.Integer({ minimum: 1, maximum: 1 }),
  rewardRule: RewardRuleSchema,
  items: Type.Array(ProgramItemSchema, { minItems: 1, maxItems: 5000 }),
  /** X of every version that changed it, oldest first: a card completed under a smaller X stays completed (PR-9). */
  buyXHistory: Type.Array(Type.Object({ version: Type.Integer(), buyX: Type.Integer() })),
});
export type ProgramCard = Static<typeof ProgramCardSchema>;

/** A location's decision to take part (LO-4, LO-10). Dates are calendar dates of the location. */
export const EnrollmentSchema = Type.Object({
  locationId: Type.String(),
  enrolledOn: Type.String(),
  endedOn: Type.Union([Type.String(), Type.Null()]),
});

/** A brand's frequent-buyer promotion, in its newest known version (PR-9), with the locations that take part. */
export const ProgramSchema = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 64 }),
  kind: Type.Literal('frequent-buyer'),
  manufacturer: Type.String({ minLength: 1, maxLength: 120 }),
  title: Type.String({ minLength: 1, maxLength: 120 }),
  /** One line for the card in checkout (PR-7). */
  ruleText: Type.String({ maxLength: 300 }),
  petType: Type.String(),
  windowMonths: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
  requiresEmail: Type.Boolean(),
  requiresAddress: Type.Boolean(),
  version: Type.Integer({ minimum: 1 }),
  endedOn: Type.Union([Type.String(), Type.Null()]),
  cards: Type.Array(ProgramCardSchema, { minItems: 1, maxItems: 200 }),
  enrollments: Type.Array(EnrollmentSchema),
});
export type Program = Static<typeof ProgramSchema>;
