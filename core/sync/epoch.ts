import { Type, type Static } from 'typebox';

/** Which history of the master list this is; a restored server begins the next one. */
export const EpochSchema = Type.Object(
  { number: Type.Integer({ minimum: 1 }), random: Type.String({ pattern: '^[0-9a-f]{16,64}$' }) },
  { additionalProperties: false },
);
export type Epoch = Static<typeof EpochSchema>;

/** True for the very same history. */
export function isSameEpoch(one: Epoch, other: Epoch): boolean {
  return one.number === other.number && one.random === other.random;
}

/** Reply 409: the request names another epoch and had no effect. Registers never follow a lower number. */
export const EpochChangedSchema = Type.Object({
  code: Type.Literal('epoch-changed'),
  message: Type.String(),
  epoch: EpochSchema,
});
export type EpochChanged = Static<typeof EpochChangedSchema>;
