declare const brand: unique symbol;

/** A number with a unit the compiler keeps apart from other numbers. */
type Unit<Name extends string> = number & { readonly [brand]?: Name };

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = Unit<'Instant'>;

/** Integer cents of the location's currency. */
export type Cents = Unit<'Cents'>;

/** A calendar date of the location's time zone, `YYYY-MM-DD`. */
export type CalendarDate = string;

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
