import { addDays, addMonths } from '../../kernel/calendar';
import type { CalendarDate } from '../../kernel/amounts';
import type { Program } from './program';

/** Completed cards stay redeemable this long after a location left or the program ended (PR-11). */
export const REDEEM_AFTER_LEAVING_DAYS = 30;

/** Coming back within this time unfreezes the cards (PR-12). */
export const UNFREEZE_WITHIN_MONTHS = 12;

/**
 * How a location takes part in a program on a day. `left`: it did, and no longer does (PR-11); `not-enrolled`: it
 * never did up to that day (LO-10).
 */
export type EnrollmentHere = 'enrolled' | 'left' | 'not-enrolled';

export interface EnrollmentAnswer {
  readonly here: EnrollmentHere;
  /** First day without enrollment; null unless `left`. */
  readonly leftOn: CalendarDate | null;
  /** Completed cards can be redeemed here today (RD-20). */
  readonly mayRedeem: boolean;
}

/**
 * Tells how `locationId` takes part on `day`. An `endedOn`, of enrollment or program, is the first day on which it no
 * longer holds.
 */
export function enrollmentAt(program: Program, locationId: string, day: CalendarDate): EnrollmentAnswer {
  const begun = program.enrollments.filter((one) => one.locationId === locationId && one.enrolledOn <= day);
  const lastDays = begun.map(({ endedOn }) => earlier(endedOn, program.endedOn));
  if (lastDays.length === 0) return { here: 'not-enrolled', leftOn: null, mayRedeem: false };
  if (lastDays.some((endedOn) => endedOn === null || day < endedOn)) {
    return { here: 'enrolled', leftOn: null, mayRedeem: true };
  }
  const leftOn = lastDays.reduce<CalendarDate>((latest, one) => (one !== null && one > latest ? one : latest), '');
  return { here: 'left', leftOn, mayRedeem: day < addDays(leftOn, REDEEM_AFTER_LEAVING_DAYS) };
}

/** Locations where a completed card of the program can be redeemed on `day` (RD-20). */
export function redeemableAt(program: Program, day: CalendarDate): readonly string[] {
  const locations = [...new Set(program.enrollments.map((one) => one.locationId))];
  return locations.filter((locationId) => enrollmentAt(program, locationId, day).mayRedeem).sort();
}

/**
 * First day of the enrollment that began after the whole account had been out of the program for more than twelve
 * months (PR-12); null when that never happened. Punches from before that day stay frozen.
 *
 * Decided over all locations together, because cards belong to the account (LO-6) and every register must deal them
 * alike (OX-4).
 */
export function unfrozenSince(program: Program, day: CalendarDate): CalendarDate | null {
  const spans = program.enrollments
    .filter((one) => one.enrolledOn <= day)
    .map(({ enrolledOn, endedOn }) => ({ from: enrolledOn, to: earlier(endedOn, program.endedOn) }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  let since: CalendarDate | null = null;
  let coveredTo: CalendarDate | null = spans[0]?.from ?? null;
  for (const { from, to } of spans) {
    if (coveredTo !== null && from > addMonths(coveredTo, UNFREEZE_WITHIN_MONTHS)) since = from;
    coveredTo = coveredTo === null || to === null ? null : coveredTo > to ? coveredTo : to;
    if (coveredTo === null) break;
  }
  return since;
}

function earlier(a: CalendarDate | null, b: CalendarDate | null): CalendarDate | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
