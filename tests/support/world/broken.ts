import type { Invariant } from './invariants';

/** An invariant does not hold. */
export class Broken extends Error {
  override readonly name = 'Broken';

  constructor(
    /** Stable name of the invariant. */
    readonly invariant: Invariant,
    detail: string,
  ) {
    super(`${invariant}: ${detail}`);
  }
}

/** Throws unless `holds`. */
export function mustHold(holds: boolean, invariant: Invariant, detail: () => string): void {
  if (!holds) throw new Broken(invariant, detail());
}
