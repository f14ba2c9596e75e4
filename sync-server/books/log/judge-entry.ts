import { MINUTE_MS, type Instant } from '../../../core/kernel/amounts';
import { PROTOCOL_VERSION, type LogEntry } from '../../../core/log/entry';
import { isEntryKind } from '../../../core/log/kinds';
import { orderKey } from '../../../core/log/order';
import { noteThrough } from '../../../core/domain/cards/standing-fold';
import { isPlaceholder } from '../../../core/domain/customers/new-customer';
import { RepeatWork } from '../../store/store';
import type { KnownEffect } from '../../store/rows';
import type { Register, Trouble } from '../books';
import { activeAccount } from '../effects/accounts';
import { settleEncounters } from '../effects/encounters';
import { effectOf } from '../effects/effect-of';
import { Unjudgeable, type EntryScene, type Lookup } from '../effects/entry-scene';
import { recordAudit } from '../effects/record-audit';
import { workItem } from '../effects/work-items';
import { writeStanding } from '../effects/write-customer';
import { hasKnownShape, isErasedEntry } from './entry-shapes';
import { ERASED_CODE, type Judgement } from './judgement';
import { mayWrite } from './may-write';
import type { Pending } from './pending';
import type { ReadEntry } from './read-entry';

/** Before a wrong clock is somebody's business (OX-3). */
const CLOCK_TOLERANCE_MS = 5 * MINUTE_MS;

/** What the entries of one log are judged with. */
export interface Bench {
  readonly register: Register;
  /** An Admin vouches for what a revoked register delivers. */
  readonly isVouchedFor: boolean;
  readonly pending: Pending;
  readonly lookup: Lookup;
  readonly knownEffects: ReadonlyMap<string, KnownEffect>;
  readonly onTrouble: (trouble: Trouble) => void;
}

/** Where an entry stands, and what of its log is parked. */
export interface EntryMoment {
  readonly orderInstant: Instant;
  readonly receivedAt: Instant;
  readonly parked: readonly number[];
}

/** Judges an entry that is new to its log, and lays its effects into `bench.pending`. */
export async function judgeEntry(bench: Bench, read: ReadEntry, moment: EntryMoment): Promise<Judgement> {
  const { entry } = read;
  const undo = bench.pending.savepoint();
  if (entry === null || read.flaw !== '') return parked(read.flaw === '' ? 'unreadable' : read.flaw);
  if (bench.register.revokedAt !== null && !bench.isVouchedFor) return parked('register-revoked');

  const effect = { effectId: entry.effectId, contentHash: read.contentHash };
  const known = bench.pending.effects.get(entry.effectId) ?? bench.knownEffects.get(entry.effectId);
  if (known !== undefined) {
    if (known.contentHash !== read.contentHash) return parked('effect-differs');
    cover(bench, entry);
    return { kind: 'duplicate', of: known };
  }

  try {
    const judgement = await takeEffect(bench, entry, moment);
    const { registerId, logId, sequence } = entry;
    if (judgement.kind === 'parked') undo();
    else bench.pending.put(bench.pending.effects, entry.effectId, { ...effect, registerId, logId, sequence });
    return judgement;
  } catch (error) {
    if (error instanceof RepeatWork) throw error;
    undo();
    if (error instanceof Unjudgeable) return parked(error.code);
    bench.onTrouble({ code: 'entry-failed', kind: entry.kind, error });
    return parked('exception');
  }
}

/** The effects of one entry whose name and effect id are new. */
async function takeEffect(bench: Bench, entry: LogEntry, moment: EntryMoment): Promise<Judgement> {
  if (entry.protocol > PROTOCOL_VERSION) return parked('protocol-newer');
  const { kind, facts, personal } = entry;
  if (!isEntryKind(kind)) return parked('unknown-kind');
  if (!hasKnownShape(kind, entry)) return parked('unknown-shape');
  if (!bench.register.locationIds.includes(entry.locationId)) return parked('foreign-location');

  if (isErasedEntry(entry)) return { kind: 'accepted', code: ERASED_CODE }; // DE-7: nothing is left to apply

  const { registerId, logId, sequence } = entry;
  const order = orderKey(moment.orderInstant, registerId, logId, sequence);
  const { pending, lookup } = bench;
  const { userId, overrideBy, effectId, locationId } = entry;
  const acting = { userId, overrideBy, registerId, effectId, locationId, order, ...moment, pending, lookup };
  const scene = { ...acting, entry, facts, personal } as unknown as EntryScene;
  suspectClock(scene);
  if (!(await mayWrite(kind, scene))) {
    refuseEntry(scene);
    return { kind: 'refused', code: 'right-missing' };
  }
  if (entry.overrideBy !== null) recordAudit(scene, 'override', kind, {}); // RO-12
  const outcome = await (effectOf[kind] as (scene: EntryScene) => unknown)(scene);
  await settleEncounters(scene);
  if (typeof outcome === 'string' && outcome !== '') return { kind: 'accepted', code: outcome };
  return { kind: 'accepted', code: isAwaited(scene) ? 'customer-awaited' : '' };
}

/** Said of somebody whose `customer-added` is still on its way. */
function isAwaited({ entry, pending }: EntryScene): boolean {
  const { customerId } = entry.facts;
  const customer = typeof customerId === 'string' ? activeAccount(pending, customerId) : null;
  return customer !== null && isPlaceholder(customer);
}

function parked(code: string): Judgement {
  return { kind: 'parked', code };
}

/** Copied into another log: that log's register must learn, too, that the standing contains it. */
function cover({ pending }: Bench, entry: LogEntry): void {
  const { customerId } = entry.facts;
  if (entry.kind !== 'transaction-finished' || typeof customerId !== 'string') return;
  const standing = pending.standing(activeAccount(pending, customerId)?.id ?? customerId);
  if (standing !== null) writeStanding(pending, noteThrough(standing, entry.logId, entry.sequence));
}

/** Kept whole, without effect; a person is told, and it stands in the audit log (RO-11). */
function refuseEntry(scene: EntryScene): void {
  const { entry, pending, receivedAt } = scene;
  const { effectId, kind, registerId, userId, locationId } = entry;
  recordAudit(scene, 'entry-refused', kind, {});
  pending.openWorkItem(
    workItem({
      kind: 'refused-entry',
      about: [effectId],
      locationId,
      openedAt: receivedAt,
      code: kind,
      refs: { effectId, registerId, userId: userId ?? '', ...namedCustomers(entry) },
    }),
  );
}

/** Whom a refused act was about: whoever may do it looks there first. */
function namedCustomers({ facts }: LogEntry): Readonly<Record<string, string>> {
  const { customerId, primaryId, otherIds } = facts;
  const [other] = Array.isArray(otherIds) ? (otherIds as unknown[]) : [];
  const about = typeof customerId === 'string' ? customerId : primaryId;
  return {
    ...(typeof about === 'string' && { customerId: about }),
    ...(typeof other === 'string' && { otherCustomerId: other }),
  };
}

/** A clock that is off by more than five minutes; once per register and day (OX-3). */
function suspectClock({ entry, pending, receivedAt }: EntryScene): void {
  const { offsetMs, shownAt, registerId, locationId } = entry;
  const isOff = offsetMs !== null && Math.abs(offsetMs) > CLOCK_TOLERANCE_MS;
  const isAhead = shownAt + (offsetMs ?? 0) > receivedAt + CLOCK_TOLERANCE_MS;
  if (!isOff && !isAhead) return;
  const day = new Date(receivedAt).toISOString().slice(0, 10);
  const fastMs = isOff ? -offsetMs : shownAt + (offsetMs ?? 0) - receivedAt;
  pending.openWorkItem(
    workItem({
      kind: 'clock-suspect',
      about: [registerId, day],
      locationId,
      openedAt: receivedAt,
      code: isOff ? 'clock-off' : 'clock-ahead',
      refs: { registerId, minutes: String(Math.round(fastMs / MINUTE_MS)) },
    }),
  );
}
