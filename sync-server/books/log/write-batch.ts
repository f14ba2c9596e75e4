import type { Instant } from '../../../core/kernel/amounts';
import { NAME_TAKEN_CODE, type Verdict } from '../../../core/sync/log';
import type { EntryRow, FeedPlace, LogRow } from '../../store/rows';
import type { StoreTransaction } from '../../store/store';
import type { BooksParts, Register } from '../books';
import { activeAccount } from '../effects/accounts';
import { isErased } from '../effects/customer-erased';
import { workItem } from '../effects/work-items';
import { feedsOf } from '../feeds/feeds-of';
import { again, ERASED_CODE, type JudgedEntry } from './judgement';
import { named, type Pending } from './pending';
import type { ReadEntry } from './read-entry';
import { writePending } from './write-pending';

/** A judged batch on its way into the store. */
export interface JudgedBatch {
  readonly parts: Pick<BooksParts, 'ids' | 'signing'>;
  readonly register: Register;
  readonly log: LogRow;
  readonly judged: readonly JudgedEntry[];
  readonly receivedAt: Instant;
}

/** Writes everything a batch came to, and answers its verdicts and the log as it now ends. */
export async function writeBatch(
  tx: StoreTransaction,
  pending: Pending,
  { parts, register, log, judged, receivedAt }: JudgedBatch,
): Promise<{ readonly verdicts: readonly Verdict[]; readonly log: LogRow }> {
  for (const { read, judgement } of judged) {
    if (judgement.kind === 'parked') openParked(pending, register, log.logId, read, judgement.code, receivedAt);
  }
  const rows = await writeEntries(tx, pending, { parts, register, log, judged, receivedAt });
  const ended = endOf(log, rows);
  if (rows.length > 0) await tx.putLog(ended);
  return { verdicts: rows.map(({ verdict }) => verdict), log: ended };
}

/** Writes what came of an entry that was parked until now. `log`: without it among the parked. */
export async function rewriteEntry(tx: StoreTransaction, pending: Pending, batch: JudgedBatch): Promise<void> {
  await writeEntries(tx, pending, batch);
  await tx.putLog(batch.log);
}

async function writeEntries(
  tx: StoreTransaction,
  pending: Pending,
  { parts, register, log, judged, receivedAt }: JudgedBatch,
): Promise<readonly EntryRow[]> {
  const feeds = await feedsOf(tx, register);
  const placed = await writePending(tx, pending, {
    stamp: parts.ids.newSalt(16),
    at: receivedAt,
    signing: parts.signing,
  });
  const places = new Map(placed.map((place) => [named.feedChange(place), place]));

  const given = new Map<string, Verdict>();
  const rows: EntryRow[] = [];
  for (const one of judged) {
    const verdict = verdictOf(one, log.logId, given, visibleAt(one, places, feeds));
    const row = entryRow(one, register.id, log.logId, verdict, isOfErased(one, pending));
    rows.push(row);
    if (one.judgement.kind === 'accepted' || one.judgement.kind === 'refused') given.set(row.effectId, verdict);
  }
  await tx.putEntries(rows);
  return rows;
}

/** Keeps entries whose names are taken by other content, beside the log. */
export async function writeMisnamed(
  tx: StoreTransaction,
  pending: Pending,
  stated: {
    readonly register: Register;
    readonly log: LogRow;
    readonly misnamed: readonly ReadEntry[];
    readonly receivedAt: Instant;
  },
): Promise<void> {
  const { register, log, misnamed, receivedAt } = stated;
  const { registerId, logId } = log;
  for (const read of misnamed) openParked(pending, register, logId, read, NAME_TAKEN_CODE, receivedAt);
  await tx.addMisnamedEntries(
    misnamed.map(({ sequence, contentHash, raw: entry }) => {
      return { registerId, logId, sequence, contentHash, receivedAt, entry };
    }),
  );
}

/** Asks a person about an entry that could not be judged. */
export function parkedItem(register: Register, logId: string, sequence: number, code: string, openedAt: Instant) {
  return workItem({
    kind: 'parked-entry',
    about: [register.id, logId, String(sequence), code === NAME_TAKEN_CODE ? code : ''],
    locationId: register.locationId,
    openedAt,
    code,
    refs: { registerId: register.id, logId, sequence: String(sequence) },
  });
}

function openParked(
  pending: Pending,
  register: Register,
  logId: string,
  { sequence, entry }: ReadEntry,
  code: string,
  openedAt: Instant,
): void {
  const item = parkedItem(register, logId, sequence, code, openedAt);
  pending.openWorkItem(entry === null ? item : { ...item, refs: { ...item.refs, effectId: entry.effectId } });
}

function verdictOf(
  { read, orderInstant, judgement }: JudgedEntry,
  logId: string,
  given: ReadonlyMap<string, Verdict>,
  visible: Verdict['visibleAt'],
): Verdict {
  const { sequence } = read;
  switch (judgement.kind) {
    case 'accepted':
      return { logId, sequence, kind: 'accepted', code: judgement.code, orderInstant, visibleAt: visible };
    case 'refused':
      return { logId, sequence, kind: 'refused', code: judgement.code, orderInstant, visibleAt: {} };
    case 'parked':
      return { logId, sequence, kind: 'parked', code: judgement.code, orderInstant: null, visibleAt: {} };
    case 'duplicate': {
      const first = 'verdict' in judgement.of ? judgement.of.verdict : given.get(judgement.of.effectId);
      if (first === undefined) throw new Error('A duplicate of an entry without a verdict.');
      const answered = again(first, logId, sequence);
      return { ...answered, visibleAt: { ...answered.visibleAt, ...visible } };
    }
  }
}

/** Per feed of the register: the sequence behind which the effects of an entry are seen. */
function visibleAt({ touched }: JudgedEntry, places: ReadonlyMap<string, FeedPlace>, feeds: readonly string[]) {
  const visible: Record<string, number> = {};
  for (const name of touched) {
    const place = places.get(name);
    if (place === undefined || !feeds.includes(place.feed)) continue;
    visible[place.feed] = Math.max(visible[place.feed] ?? 0, place.sequence);
  }
  return visible;
}

/** True for an entry about somebody of whom nothing personal may be kept (DE-7): also a copy, or of the batch that erases. */
function isOfErased({ read, judgement }: JudgedEntry, pending: Pending): boolean {
  const customerId = read.entry?.personal == null ? null : read.entry.facts.customerId;
  if (typeof customerId !== 'string') return false;
  if (pending.erased.has(customerId)) return true;
  if (judgement.kind !== 'duplicate') return false; // of the others the verdict says so
  const account = activeAccount(pending, customerId);
  return account !== null && isErased(account);
}

function entryRow(
  one: JudgedEntry,
  registerId: string,
  logId: string,
  verdict: Verdict,
  isOfErasedOne: boolean,
): EntryRow {
  const { sequence, entry, hash, contentHash, raw } = one.read;
  const { receivedAt, orderInstant } = one;
  const [effectId, kind] = [entry?.effectId ?? '', entry?.kind ?? ''];
  const place = { registerId, logId, sequence, effectId, kind, hash, contentHash };
  const isBare = (verdict.code === ERASED_CODE || isOfErasedOne) && entry !== null;
  return { ...place, receivedAt, orderInstant, verdict, entry: isBare ? { ...entry, personal: null } : raw };
}

function endOf(log: LogRow, rows: readonly EntryRow[]): LogRow {
  const last = rows.at(-1);
  if (last === undefined) return log;
  const parked = rows.filter(({ verdict }) => verdict.kind === 'parked').map(({ sequence }) => sequence);
  const orderInstant = rows.findLast((row) => row.orderInstant !== null)?.orderInstant ?? log.orderInstant;
  return { ...log, sequence: last.sequence, hash: last.hash, orderInstant, parked: [...log.parked, ...parked] };
}
