/** What a receipt number is made of besides its sequence. */
export interface ReceiptPlace {
  readonly locationCode: string;
  /** Number of the register at its location. */
  readonly registerNumber: number;
}

/**
 * Receipt numbers are `<location>-<register>-<sequence>`, gap-free and strictly increasing per register (SA-9).
 *
 * The sequence is counted by the log itself. A later log of the same register (its journal was sealed or lost) counts
 * in a series of its own, named behind the register's number, so that no number is given out twice.
 */
export function receiptNumber(place: ReceiptPlace, series: string, sequence: number): string {
  return `${place.locationCode}-${place.registerNumber}${series}-${sequence}`;
}

/** The series of a log that is not the register's first. */
export function seriesOf(logId: string): string {
  return `.${logId.replaceAll('-', '').slice(0, 4)}`;
}

/** The sequence in a receipt number of this series; null for any other text. */
export function receiptSequenceIn(text: unknown, series: string): number | null {
  const match = typeof text === 'string' ? /^.*-\d+(\.[^-.]+)?-(\d{1,9})$/.exec(text) : null;
  return match !== null && (match[1] ?? '') === series ? Number(match[2]) : null;
}
