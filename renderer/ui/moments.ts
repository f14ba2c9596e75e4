/** Whose clock and calendar is meant: a shop's, wherever the computer thinks it is. */
export interface ClockPlace {
  /** ISO 3166 alpha-2; how dates and times are written there. */
  readonly country: string;
  /** IANA name. */
  readonly timeZone: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs a thousand times more than using it. */
function formatted(instant: number, place: ClockPlace, style: Intl.DateTimeFormatOptions): string {
  const key = `${place.country} ${place.timeZone} ${Object.values(style).join(' ')}`;
  let format = formats.get(key);
  if (format === undefined) {
    const locale = /^[A-Z]{2}$/.test(place.country) ? `en-${place.country}` : 'en';
    format = new Intl.DateTimeFormat(locale, { ...style, timeZone: place.timeZone });
    formats.set(key, format);
  }
  return format.format(instant);
}

/** The date of an instant: `May 23, 2026`, `23 May 2026`. */
export function dayWords(instant: number, place: ClockPlace): string {
  return formatted(instant, place, { dateStyle: 'medium' });
}

/** Date and time of an instant: `May 23, 2026, 2:05 PM`. */
export function momentWords(instant: number, place: ClockPlace): string {
  return formatted(instant, place, { dateStyle: 'medium', timeStyle: 'short' });
}

/** A moment as a cashier says it: the time today, the date and time before. */
export function ageWords(instant: number, now: number, place: ClockPlace): string {
  const time = formatted(instant, place, { timeStyle: 'short' });
  if (dayWords(instant, place) === dayWords(now, place)) return time;
  return `${formatted(instant, place, { day: 'numeric', month: 'short' })} ${time}`;
}
