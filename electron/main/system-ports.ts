import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock, IdSource } from '../../core/kernel/ports';

/** The shown clock of this computer. */
export const systemClock: Clock = { now: () => Date.now() };

/** Ids and salts by the operating system's random numbers. */
export const randomIds: IdSource = {
  newId: () => randomUUID(),
  newSalt: (bytes) => randomBytes(bytes).toString('hex'),
};

/** Milliseconds of this process's own counter: nobody sets it. */
export function processCountMs(): number {
  return performance.now();
}
