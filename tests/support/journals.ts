import { join } from 'node:path';
import { expect } from 'vitest';
import { GENESIS_HASH, isIntact, type LogEntry } from '../../core/log/entry';
import type { JournalAppend } from '../../electron/main/journal/build-entry';
import type { Disk } from '../../electron/main/journal/disk';
import type { Journal } from '../../electron/main/journal/journal';
import { openJournal, type JournalOptions } from '../../electron/main/journal/open-journal';
import { FaultyComputer } from './faulty-disk';
import { handClock, seededIds, seededRandom, type HandClock } from './seeded';

/** Small, so that a test fills several. */
export const SMALL_SEGMENT = 64 * 1024;

export const JOURNAL_FOLDER = '/profile/journal';

/** Options for the journal of register `register-1`, number 2 at the location with code `MID`. */
export function journalOptions(disk: Disk, folder: string, seed = 1, clock: HandClock = handClock()): JournalOptions {
  return {
    disk,
    folder,
    registerId: 'register-1',
    clock,
    ids: seededIds(seededRandom(seed)),
    places: () => ({ locationId: 'midtown', locationCode: 'MID', registerNumber: 2 }),
    hadJournal: false,
    onStopped: () => undefined,
    segmentBytes: SMALL_SEGMENT,
    spareSegments: 1,
  };
}

/** A register's computer with a disk that fails on request. */
export function aFaultyJournal(seed: number) {
  const random = seededRandom(seed);
  const computer = new FaultyComputer(random);
  const clock = handClock();
  let lives = 0;
  const open = (stated: Partial<JournalOptions> = {}): Promise<Journal> => {
    lives += 1;
    const options = journalOptions(computer.boot(), JOURNAL_FOLDER, seed * 1000 + lives, clock);
    return openJournal({ ...options, hadJournal: lives > 1, ...stated });
  };
  return { computer, clock, random, open, segment: (number: number) => segmentPath(number) };
}

function segmentPath(number: number): string {
  return join(JOURNAL_FOLDER, `segment-${String(number).padStart(8, '0')}.log`);
}

/** Something to write: an audit entry of this effect. */
export function anAppend(effectId: string, stated: Partial<JournalAppend> = {}): JournalAppend {
  return {
    effectId,
    kind: 'audit-recorded',
    facts: { action: 'tested', target: effectId, detail: {} },
    personal: null,
    ruleVersions: {},
    userId: 'cashier-1',
    overrideBy: null,
    ...stated,
  };
}

/** A finished transaction as the data worker hands it in: without receipt number. */
export function aSale(transactionId: string, description = 'Dry food 12 kg'): JournalAppend {
  const line = { upc: '012345678905', description, quantity: 1, unitPriceCents: 4999, kind: 'purchase', entry: 'scan' };
  return anAppend(transactionId, {
    kind: 'transaction-finished',
    facts: {
      ...{ transactionId, kind: 'sale', customerId: 'betty', openedAt: 1, businessDate: '2026-01-05' },
      ...{ lines: [line], punches: [], redemptions: [], points: [], tenders: [] },
      ...{ discountCents: 0, totalCents: 4999, customFields: {} },
    },
  });
}

/** Appends and answers the entries; throws when refused. */
export async function appended(journal: Journal, ...requests: readonly JournalAppend[]): Promise<readonly LogEntry[]> {
  const outcome = await journal.append(requests);
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.kind}`);
  return outcome.value.map(({ entry }) => entry);
}

/** Every entry of the current log. */
export function currentEntries(journal: Journal): Promise<readonly LogEntry[]> {
  return journal.read(journal.state().head.logId, 0, 100_000);
}

/** Dense, chained, with gap-free receipt numbers. */
export function expectSound(entries: readonly LogEntry[]): void {
  expectDense(entries);
  const numbers = entries.flatMap(({ kind, facts }) => (kind === 'transaction-finished' ? facts['receiptNumber'] : []));
  expect(numbers).toEqual(numbers.map((_, at) => `${String(numbers[0]).replace(/\d+$/, '')}${at + 1}`));
}

/** Numbered from 1 without a gap, each continuing the one before. */
export function expectDense(entries: readonly LogEntry[]): void {
  entries.forEach((entry, at) => {
    expect(entry.sequence).toBe(at + 1);
    expect(entry.previousHash).toBe(entries[at - 1]?.hash ?? GENESIS_HASH);
    expect(isIntact(entry)).toBe(true);
  });
}
