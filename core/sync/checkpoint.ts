import { Type, type Static } from 'typebox';
import { EpochSchema } from './epoch';

/**
 * A place in a feed's history: the server's own dense sequence, never a clock. `stamp` is the random stamp of the
 * commit it ends with, `signature` the server's own; both are kept and shown as they came.
 */
export const CheckpointSchema = Type.Object(
  {
    feed: Type.String({ minLength: 1, maxLength: 80 }),
    epoch: EpochSchema,
    sequence: Type.Integer({ minimum: 0 }),
    stamp: Type.String({ maxLength: 64 }),
    signature: Type.String({ maxLength: 128 }),
  },
  { additionalProperties: false },
);
export type Checkpoint = Static<typeof CheckpointSchema>;

/** Name of the feed that all registers of the account read. */
export const ACCOUNT_FEED = 'account';

/** Name of the feed of one location. */
export function locationFeed(locationId: string): string {
  return `location-${locationId}`;
}

/** What a signed checkpoint's signature covers. */
export function checkpointText(checkpoint: Omit<Checkpoint, 'signature'>): string {
  const { feed, epoch, sequence, stamp } = checkpoint;
  return ['checkpoint', feed, epoch.number, epoch.random, sequence, stamp].join('|');
}
