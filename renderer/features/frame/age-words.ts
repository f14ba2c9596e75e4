/** A moment as a cashier says it: the time today, the date and time before. */
export function ageWords(instant: number, now: Date): string {
  const then = new Date(instant);
  const time = then.toLocaleTimeString(undefined, { hour: 'numeric', minute: '2-digit' });
  return then.toDateString() === now.toDateString()
    ? time
    : `${then.toLocaleDateString(undefined, { day: 'numeric', month: 'short' })} ${time}`;
}

/** A count with separators. */
export function countWords(count: number): string {
  return count.toLocaleString();
}
