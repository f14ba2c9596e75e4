import type { WorkItem } from '../../../core/domain/work-items/work-item';
import type { EntryRow } from '../../store/rows';
import type { StoreTransaction } from '../../store/store';
import type { BooksParts, JudgedAgain, Register } from '../books';
import { workItemChange } from '../effects/work-items';
import { judgeEntry } from './judge-entry';
import type { JudgedEntry } from './judgement';
import { LockSet } from './lock-set';
import { createLookup } from './lookup';
import { NotLocked, type Pending } from './pending';
import { readEntry } from './read-entry';
import { parkedItem, rewriteEntry } from './write-batch';

/**
 * Judges parked entries again: a newer server may understand them, an Admin may vouch for a revoked register. Each is a
 * unit of work of its own, in the order of its log, and keeps the place in the order it was received with.
 */
export async function judgeParked(parts: BooksParts, { fromRevoked }: { fromRevoked: boolean }): Promise<JudgedAgain> {
  const registers = new Map((await parts.store.registers()).map((register) => [register.id, register]));
  let [judged, accepted] = [0, 0];
  for (const row of await parts.store.parkedEntries()) {
    const register = registers.get(row.registerId);
    if (register === undefined || (row.verdict.code === 'register-revoked' && !fromRevoked)) continue;
    judged += 1;
    if (await judgeAgain(parts, register, row, fromRevoked)) accepted += 1;
  }
  return { judged, accepted };
}

/** Judges the entry of one work item again, because an Admin asked for it and vouches for its register. */
export async function judgeNamed(parts: BooksParts, workItemId: string, by: string): Promise<void> {
  const item = (await parts.store.document('workItems', workItemId)) as WorkItem | null;
  if (item?.kind !== 'parked-entry' || item.state === 'settled') return;
  const { registerId, logId = '', sequence } = item.refs;
  const register = (await parts.store.registers()).find(({ id }) => id === registerId);
  if (register !== undefined) await judgeAgain(parts, register, { logId, sequence: Number(sequence) }, true, by);
}

async function judgeAgain(
  parts: BooksParts,
  register: Register,
  { logId, sequence }: Pick<EntryRow, 'logId' | 'sequence'>,
  isVouchedFor: boolean,
  by = '',
): Promise<boolean> {
  const [found] = await parts.store.entries(register.id, logId, sequence - 1, 1);
  const locks = new LockSet(found === undefined ? [] : [readEntry(found.entry, sequence)]);
  return parts.store.transact(async (tx) => {
    const now = parts.clock.now();
    await locks.begin(tx);
    const log = await tx.lockLog(register.id, logId, now);
    const [row] = await tx.entries(register.id, logId, sequence - 1, 1);
    if (row?.verdict.kind !== 'parked') return false; // another process was faster
    try {
      const read = readEntry(row.entry, sequence);
      const pending = await locks.lock(tx);
      const effects = await tx.effects(read.entry === null ? [] : [read.entry.effectId]);
      const bench = {
        ...{ register, isVouchedFor, pending },
        lookup: createLookup(tx, read.entry === null ? [] : [read.entry.ruleVersions]),
        knownEffects: new Map(effects.map((effect) => [effect.effectId, effect])),
        onTrouble: parts.onTrouble ?? (() => undefined),
      };
      const { receivedAt } = row;
      const orderInstant = row.orderInstant ?? receivedAt;
      const parked = log.parked.filter((one) => one !== sequence);
      const judgement = await judgeEntry(bench, read, { orderInstant, receivedAt, parked });
      if (judgement.kind === 'parked') return false;

      const one: JudgedEntry = { read, orderInstant, receivedAt, judgement, touched: pending.touched() };
      await settle(tx, pending, parkedItem(register, logId, sequence, row.verdict.code, now), by);
      await rewriteEntry(tx, pending, { parts, register, log: { ...log, parked }, judged: [one], receivedAt: now });
      return true;
    } catch (error) {
      if (error instanceof NotLocked) locks.add(error);
      throw error;
    }
  });
}

/** Nobody needs to look at it any more. */
async function settle(
  tx: StoreTransaction,
  pending: Pending,
  { id, openedAt: at }: WorkItem,
  by: string,
): Promise<void> {
  const item = (await tx.document('workItems', id)) as WorkItem | null;
  if (item === null || item.state === 'settled') return;
  const settled = { resolution: 'judged-again', at, by } as const;
  pending.putDocument('workItems', id, { ...item, state: 'settled', settled });
  pending.changeFeed(workItemChange(item));
}
