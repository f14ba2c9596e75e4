import type { Cents, Instant } from '../../../core/kernel/amounts';

/** An instant written as people read it: `2026-07-01T09:59Z`. */
export function instant(time: string): Instant {
  const at = Date.parse(time);
  if (Number.isNaN(at)) throw new Error(`not an instant: ${time}`);
  return at;
}

export function cents(amount: number): Cents {
  return amount;
}
