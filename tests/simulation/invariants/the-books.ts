import type { WorkItem } from '../../../core/domain/work-items/work-item';
import type { LogEntry } from '../../../core/log/entry';
import type { EntryRow } from '../../../sync-server/store/rows';
import type { StoreReads } from '../../../sync-server/store/store';
import { mustHold } from '../../support/world/broken';
import type { World } from '../../support/world/world';

/** Everything the books hold, by name. */
export interface BooksContent {
  readonly reads: StoreReads;
  readonly rows: readonly EntryRow[];
  /** Entries that were given effect, by effect id. */
  readonly accepted: ReadonlyMap<string, EntryRow>;
  readonly workItems: readonly WorkItem[];
}

const ALL = 1_000_000;

/** Reads the books through, and checks what must hold of them at any time. */
export async function readBooks(world: World): Promise<BooksContent> {
  const reads = await world.servers.place.look();
  for (const { desk, life } of world.living) world.witness.sawJournal(desk.computer, life);
  const rows: EntryRow[] = [];
  for (const [registerId, logIds] of world.witness.logIds) {
    for (const logId of logIds) rows.push(...(await reads.entries(registerId, logId, 0, ALL)));
  }
  const accepted = new Map<string, EntryRow>();
  for (const row of rows) {
    if (row.verdict.kind !== 'accepted') continue;
    const { effectId } = row;
    mustHold(!accepted.has(effectId), 'an effect counts once (OX-2)', () => `${effectId} was accepted twice`);
    accepted.set(effectId, row);
  }
  const documents = await reads.documents('workItems');
  return { reads, rows, accepted, workItems: documents.map(({ document }) => document as WorkItem) };
}

/** At any time: nothing is in the books that nobody finished, and every entry has its effect once. */
export async function checkBooks(world: World): Promise<void> {
  const { accepted, reads } = await readBooks(world);
  for (const { id } of await reads.documents('transactions')) {
    mustHold(world.truth.sales.has(id), 'the books hold only what was finished', () => id);
    mustHold(accepted.has(id), 'an effect counts once (OX-2)', () => `${id} is there without its entry`);
  }
}

/**
 * At the end: every finished transaction is in the books once, or parked with a work item; and in the reports, whatever
 * became of the customer since.
 */
export async function checkNothingLost(world: World): Promise<void> {
  const books = await readBooks(world);
  const { accepted, rows, workItems } = books;
  const parked = rows.filter(({ verdict }) => verdict.kind === 'parked');
  for (const { registerId, logId, sequence } of parked) {
    const isAsked = workItems.some(
      ({ kind, state, refs }) =>
        kind === 'parked-entry' &&
        state === 'open' &&
        refs['registerId'] === registerId &&
        refs['logId'] === logId &&
        refs['sequence'] === String(sequence),
    );
    mustHold(isAsked, 'what is parked is somebody’s to settle', () => `${logId}/${String(sequence)} has no work item`);
  }

  for (const { id, computer, receipt, isExcused, isTwice } of world.truth.sales.values()) {
    const isThere = accepted.has(id);
    const isParked = parked.some(({ effectId }) => effectId === id);
    if (!isThere && !isParked) {
      mustHold(isExcused, 'what was finished is in the books once (OX-1, OX-2)', () => `${id} of ${computer} is lost`);
      continue;
    }
    mustHold(
      !(isThere && isParked) || isTwice || isCopied(books, id),
      'what was finished is in the books once (OX-1, OX-2)',
      () => {
        return `${id} is in the books and parked`;
      },
    );
    const row = accepted.get(id);
    if (row === undefined || receipt === null || isTwice) continue;
    const kept = JSON.stringify((row.entry as LogEntry).facts);
    mustHold(isSameBody(receipt.facts, (row.entry as LogEntry).facts), 'the books say what the receipt says', () => {
      return `${id}: ${JSON.stringify(receipt.facts)} became ${kept}`;
    });
  }
  const reported = new Set((await books.reads.documents('transactions')).map(({ id }) => id));
  for (const { effectId, kind } of accepted.values()) {
    const isThere = kind !== 'transaction-finished' || reported.has(effectId);
    mustHold(isThere, 'what was sold to an erased customer stays in the reports (DE-7)', () => effectId);
  }
  await checkJournals(world, books);
}

/** The same entry in another log (a log was sealed while it was parked) is one thing. */
function isCopied({ rows }: BooksContent, effectId: string): boolean {
  const hashes = new Set(rows.filter((row) => row.effectId === effectId).map(({ contentHash }) => contentHash));
  return hashes.size === 1;
}

/** Whatever a journal has to offer is in the books under its name, or under another name with the same effect. */
async function checkJournals(world: World, { rows }: BooksContent): Promise<void> {
  const held = new Map(rows.map((row) => [`${row.registerId}/${row.logId}/${String(row.sequence)}`, row]));
  const effects = new Set(rows.map(({ effectId }) => effectId));
  for (const { desk, life } of world.living) {
    const { registerId, name } = desk.computer;
    for (const { logId, sealedThrough } of life.journal.state().logs) {
      for (const entry of await life.journal.read(logId, 0, ALL)) {
        const row = held.get(`${registerId}/${logId}/${String(entry.sequence)}`);
        const isOffered = sealedThrough === null || entry.sequence <= sealedThrough;
        const where = () => `${entry.kind} ${entry.effectId} at ${logId}/${String(entry.sequence)} of ${name}`;
        mustHold(row !== undefined || (!isOffered && effects.has(entry.effectId)), 'every entry arrives', where);
        if (row === undefined || !isOffered) continue;
        mustHold(row.hash === entry.hash, 'an entry arrives as it was written', where);
      }
    }
  }
}

function isSameBody(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** JSON with sorted keys: a database gives fields back in an order of its own. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** What differs between two values, field by field; for the report. */
export function difference(one: unknown, other: unknown): string {
  if (canonical(one) === canonical(other)) return '';
  const isBody = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  if (!isBody(one) || !isBody(other)) return `${canonical(one)} against ${canonical(other)}`;
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const differing = keys.flatMap((key) => {
    const inner = difference(one[key] ?? null, other[key] ?? null);
    return inner === '' ? [] : [`${key}: ${inner}`];
  });
  return differing.join('; ').slice(0, 1500);
}
