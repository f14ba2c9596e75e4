import { MINUTE_MS } from '../../../core/kernel/amounts';

/** So many wrong tries within the window lock a user on this register for as long (RO-13). */
export const MOST_WRONG_TRIES = 10;
export const LOCK_MS = 15 * MINUTE_MS;

/** How long a user is still locked, in milliseconds; 0 when not. `wrongAt`: instants of the wrong tries, ascending. */
export function lockedForMs(wrongAt: readonly number[], now: number): number {
  const last = wrongAt.at(-1);
  const first = wrongAt.at(-MOST_WRONG_TRIES);
  if (last === undefined || first === undefined || last - first >= LOCK_MS) return 0;
  return Math.max(0, last + LOCK_MS - now);
}

/** The tries to be remembered with another wrong one. After a lock is over counting begins anew. */
export function withWrongTry(wrongAt: readonly number[], now: number): readonly number[] {
  return [...wrongAt.filter((at) => now - at < LOCK_MS), now].slice(-MOST_WRONG_TRIES);
}
