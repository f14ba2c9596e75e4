import { ok, refuse, type Result } from '../../../core/kernel/result';
import { MAX_STAMP_AHEAD_MS, orderInstantOf } from '../../../core/log/order';
import { isSameEpoch, type Epoch, type EpochChanged } from '../../../core/sync/epoch';
import type { ErrorReply } from '../../../core/sync/error-reply';
import {
  acknowledgementText,
  LOG_GAP_CODE,
  NAME_TAKEN_CODE,
  type LogBatch,
  type LogReply,
} from '../../../core/sync/log';
import type { EntryRow, LogRow } from '../../store/rows';
import type { StoreTransaction } from '../../store/store';
import type { BooksParts, Register } from '../books';
import { epochChanged, epochOf } from '../history/epoch-of';
import { again, type JudgedEntry } from './judgement';
import { judgeEntry, type Bench } from './judge-entry';
import { judgeNamed } from './judge-parked';
import { LockSet } from './lock-set';
import { createLookup } from './lookup';
import { NotLocked, type Pending } from './pending';
import { continuing, readBatch, type ReadBatch } from './read-batch';
import type { ReadEntry } from './read-entry';
import { noteDisagreement } from './two-logs';
import { writeBatch, writeMisnamed } from './write-batch';

const GAP: ErrorReply = { code: LOG_GAP_CODE, message: 'These entries do not continue the log as the server has it.' };

/**
 * Takes a batch of one log into the books, as one unit of work: entries, effects, feed rows and acknowledgement are
 * kept together or not at all. The batch is cut at the first entry that does not continue the log.
 */
export async function acceptBatch(
  parts: BooksParts,
  register: Register,
  { epoch, entries }: LogBatch,
): Promise<Result<LogReply, EpochChanged | ErrorReply>> {
  const batch = readBatch(register.id, entries);
  if (!batch.ok) return batch;
  const locks = new LockSet(batch.value.entries);

  const accepted = await parts.store.transact(async (tx) => {
    const current = epochOf(await tx.server());
    if (!isSameEpoch(current, epoch)) return refuse(epochChanged(current));
    try {
      return await takeIn({ parts, tx, register, batch: batch.value, locks, epoch: current });
    } catch (error) {
      if (error instanceof NotLocked) locks.add(error);
      throw error;
    }
  });
  if (accepted.ok) await judgeAsAsked(parts, batch.value, accepted.value);
  return accepted;
}

/** **Judge again**: another log's entry is a unit of work of its own, before the Admin gets the answer. */
async function judgeAsAsked(parts: BooksParts, { entries }: ReadBatch, { verdicts }: LogReply): Promise<void> {
  for (const { entry, sequence } of entries) {
    if (entry?.kind !== 'work-item-settled' || entry.facts['resolution'] !== 'judged-again') continue;
    const verdict = verdicts.find((one) => one.sequence === sequence);
    if (verdict?.kind !== 'accepted' || verdict.code !== '') continue;
    await judgeNamed(parts, String(entry.facts['workItemId']), entry.userId ?? '');
  }
}

interface Intake {
  readonly parts: BooksParts;
  readonly tx: StoreTransaction;
  readonly register: Register;
  readonly batch: ReadBatch;
  readonly locks: LockSet;
  readonly epoch: Epoch;
}

async function takeIn(intake: Intake): Promise<Result<LogReply, ErrorReply>> {
  const { parts, tx, register, batch, locks, epoch } = intake;
  const receivedAt = parts.clock.now();
  await locks.begin(tx);
  const log = await tx.lockLog(register.id, batch.logId, receivedAt);
  const known = batch.entries.filter(({ sequence }) => sequence <= log.sequence);
  const fresh = continuing(log, batch.entries);
  if (batch.first > log.sequence + 1) return refuse(GAP);
  if (known.length + fresh.length === 0) {
    await noteDisagreement(parts, tx, register, log);
    return refuse(GAP);
  }

  const held = known.length === 0 ? [] : await tx.entries(register.id, log.logId, batch.first - 1, known.length);
  const pending = await locks.lock(tx);
  const misnamed = known.filter((read, index) => held[index]?.contentHash !== read.contentHash);
  const judged = await judgeAll(intake, pending, log, fresh, receivedAt);

  const verdicts = known.map((read, index) => knownVerdict(read, held[index], log.logId));
  await writeMisnamed(tx, pending, { register, log, misnamed, receivedAt });
  const written = await writeBatch(tx, pending, { parts, register, log, judged, receivedAt });

  const through = written.log.sequence;
  return ok({
    verdicts: [...verdicts, ...written.verdicts],
    logId: log.logId,
    acknowledgedThrough: through,
    signature: parts.signing.sign(acknowledgementText(register.id, log.logId, through, epoch.number)),
    serverTime: receivedAt,
  });
}

/** Judges the new entries in their order, each on what those before it have done. */
async function judgeAll(
  { parts, tx, register }: Intake,
  pending: Pending,
  log: LogRow,
  fresh: readonly ReadEntry[],
  receivedAt: number,
): Promise<readonly JudgedEntry[]> {
  const readable = fresh.map(({ entry }) => entry).filter((entry) => entry !== null);
  const effects = await tx.effects([...new Set(readable.map(({ effectId }) => effectId))]);
  const bench: Bench = {
    register,
    isVouchedFor: false,
    pending,
    lookup: createLookup(
      tx,
      readable.map(({ ruleVersions }) => ruleVersions),
    ),
    knownEffects: new Map(effects.map((effect) => [effect.effectId, effect])),
    onTrouble: parts.onTrouble ?? (() => undefined),
  };

  const judged: JudgedEntry[] = [];
  const parked = [...log.parked];
  // A server clock that was wrong and is right again must not hold a log's order in its future.
  const isTrusted = (instant: number | null) => instant === null || instant <= receivedAt + MAX_STAMP_AHEAD_MS;
  let previousOrderInstant = isTrusted(log.orderInstant) ? log.orderInstant : null;

  for (const read of fresh) {
    const { entry } = read;
    const orderInstant = entry && orderInstantOf({ ...entry, previousOrderInstant }, receivedAt);
    previousOrderInstant = orderInstant ?? previousOrderInstant;
    const moment = { orderInstant: orderInstant ?? receivedAt, receivedAt, parked };
    const judgement = await judgeEntry(bench, read, moment);
    if (judgement.kind === 'parked') parked.push(read.sequence);
    judged.push({ read, orderInstant, receivedAt, judgement, touched: pending.touched() });
  }
  return judged;
}

/** The first verdict again; other content under a known name is parked beside it. */
function knownVerdict(read: ReadEntry, held: EntryRow | undefined, logId: string) {
  const { sequence } = read;
  if (held?.contentHash === read.contentHash) return again(held.verdict, logId, sequence);
  return { logId, sequence, kind: 'parked' as const, code: NAME_TAKEN_CODE, orderInstant: null, visibleAt: {} };
}
