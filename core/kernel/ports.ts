import type { Instant } from './amounts';

/** The shown clock of a register or the clock of a server; passed in, so that time can be driven by hand. */
export interface Clock {
  now(): Instant;
}

/** Where new ids come from: random in the product, seeded in the simulation. */
export interface IdSource {
  /** A new globally unique id (UUID form), never reused. */
  newId(): string;
  /** `bytes` random bytes as lower-case hex, for salts and stamps. */
  newSalt(bytes: number): string;
}
