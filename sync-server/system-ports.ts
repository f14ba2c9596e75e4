import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock, IdSource } from '../core/kernel/ports';

/** The server's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** Random ids and salts. */
export const systemIds: IdSource = {
  newId: () => randomUUID(),
  newSalt: (bytes) => randomBytes(bytes).toString('hex'),
};
