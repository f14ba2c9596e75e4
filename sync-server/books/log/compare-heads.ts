import { acknowledgementText, type HeadsReply, type HeadsRequest, type OwnEntriesReply } from '../../../core/sync/log';
import type { LogEntry } from '../../../core/log/entry';
import type { LogRow } from '../../store/rows';
import type { BooksParts, Register } from '../books';
import { genuineCheckpoint, meaningOf } from '../feeds/checkpoints';
import { beginNextEpoch } from '../history/begin-next-epoch';
import { epochOf } from '../history/epoch-of';
import { noteAnswered } from '../history/take-back-decisions';
import { isOwnEpoch } from '../history/signed-epoch';
import { noteDisagreement } from './two-logs';

/**
 * First request of a connection: whose end of the log is further, and whether the register remembers a history that
 * this database has lost. Then the next epoch begins, and the register offers its journal again.
 */
export async function compareHeads(parts: BooksParts, register: Register, request: HeadsRequest): Promise<HeadsReply> {
  const { store, clock } = parts;
  const before = epochOf(await store.server());
  const proof = await proofOfRestore(parts, register, request);
  const epoch = proof === null ? before : await beginNextEpoch(parts, 'register-ahead', proof);

  const log = await store.log(register.id, request.head.logId);
  const kind = await agreement(parts, register, log, request);
  const { decisionsThrough, decisionsBaseline } = await store.server();
  const owesDecisions = register.answeredEpoch !== epoch.number && request.decisionsThrough > decisionsBaseline;
  if (register.answeredEpoch !== epoch.number && !owesDecisions) await noteAnswered(parts, register, epoch.number);
  return {
    kind,
    epoch,
    through: log?.sequence ?? 0,
    // Until it has offered what it keeps, a register is told where this history began.
    decisionsThrough: register.answeredEpoch === epoch.number ? decisionsThrough : decisionsBaseline,
    serverTime: clock.now(),
  };
}

/** The highest epoch number of a lost history that the register proves; null when nothing is lost. */
async function proofOfRestore(
  { store, signing }: BooksParts,
  register: Register,
  { acknowledgement, checkpoints, epoch: followed }: HeadsRequest,
): Promise<number | null> {
  const epoch = epochOf(await store.server());
  const proofs: number[] = [];
  // It followed a later history and got no other word of it before that was lost.
  if (followed !== null && followed.number > epoch.number && isOwnEpoch(followed, signing)) {
    proofs.push(followed.number);
  }
  for (const shown of checkpoints) {
    const genuine = genuineCheckpoint(signing, shown);
    if (genuine === null) continue;
    if ((await meaningOf(store, epoch, genuine)) === 'restored') proofs.push(genuine.epoch.number);
  }
  if (acknowledgement !== null) {
    const { logId, through, epochNumber, signature } = acknowledgement;
    if (signing.isGenuine(acknowledgementText(register.id, logId, through, epochNumber), signature)) {
      const held = (await store.log(register.id, logId))?.sequence ?? 0;
      const isLost = epochNumber > epoch.number || (epochNumber === epoch.number && through > held);
      if (isLost) proofs.push(epochNumber);
    }
  }
  return proofs.length === 0 ? null : Math.max(...proofs);
}

async function agreement(
  parts: BooksParts,
  register: Register,
  log: LogRow | null,
  { head }: HeadsRequest,
): Promise<HeadsReply['kind']> {
  const through = log?.sequence ?? 0;
  if (log === null || head.sequence > through) return log?.disagreed ? 'disagreed' : 'agreed';
  if (head.sequence === 0) return through === 0 ? 'agreed' : 'server-ahead';

  const [held] = await parts.store.entries(register.id, head.logId, head.sequence - 1, 1);
  const isSame = held === undefined || held.hash === '' || held.hash === head.hash;
  if (isSame) return head.sequence === through ? 'agreed' : 'server-ahead';
  await parts.store.transact(async (tx) => {
    const locked = await tx.lockLog(register.id, head.logId, parts.clock.now());
    await noteDisagreement(parts, tx, register, locked);
  });
  return 'disagreed';
}

/** A register's own entries, as they came, for a journal that has lost them. */
export async function ownEntries(
  { store }: BooksParts,
  register: Register,
  logId: string,
  after: number,
  limit: number,
): Promise<OwnEntriesReply> {
  const rows = await store.entries(register.id, logId, after, limit);
  return { entries: rows.map(({ entry }) => entry as LogEntry) };
}
