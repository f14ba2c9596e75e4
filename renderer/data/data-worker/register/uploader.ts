import type { JournalLog } from '../../../../core/ipc/data-port';
import type { LogEntry } from '../../../../core/log/entry';
import type { Epoch } from '../../../../core/sync/epoch';
import { NAME_TAKEN_CODE, type Verdict } from '../../../../core/sync/log';
import type { Notices } from './notices';
import type { OwnEntries } from './own-entries';
import type { MainPort, SyncPace } from './ports';
import { NoAnswer, type Server } from './server';

/** The server has other content under the name of an own entry: two computers go on with one log. */
export class NameTaken extends Error {
  constructor() {
    super(NAME_TAKEN_CODE);
    this.name = 'NameTaken';
  }
}

/**
 * Sends the own log in order, in small batches. None of the four verdicts stops the queue; only a missing answer, or
 * one that says nothing of the entries sent, does.
 */
export class Uploader {
  constructor(
    private readonly server: Server,
    private readonly main: MainPort,
    private readonly own: OwnEntries,
    private readonly notices: Notices,
    private readonly pace: SyncPace,
  ) {}

  /** Sends everything that waits, oldest log first. */
  async sendAll(logs: readonly JournalLog[], epoch: Epoch, signal: AbortSignal): Promise<void> {
    for (const logId of this.own.logIdsToSend(logs)) {
      for (;;) {
        const entries = this.own.log.unsent(logId, this.pace.batchSize);
        if (entries.length === 0) break;
        await this.send(entries, epoch, signal);
      }
    }
  }

  private async send(entries: readonly LogEntry[], epoch: Epoch, signal: AbortSignal): Promise<void> {
    const reply = await this.server.sendEntries({ epoch, entries: [...entries] }, signal);
    const verdicts = verdictsOf(entries, reply.verdicts);
    if (verdicts.length === 0) throw new NoAnswer('no verdict');
    await this.own.recordVerdicts(verdicts);
    const { logId, acknowledgedThrough: through, signature } = reply;
    if (through > 0) {
      await this.main.ask('journal:acknowledged', { logId, through, epochNumber: epoch.number, signature });
    }
    this.tell(verdicts);
    // Parked beside the log, it has no effect under this name: heads settle which log it goes on in.
    if (verdicts.some(({ code }) => code === NAME_TAKEN_CODE)) throw new NameTaken();
  }

  private tell(verdicts: readonly Verdict[]): void {
    for (const { kind, code } of verdicts) {
      if (kind === 'refused') {
        this.notices.tell(
          `refused-${code}`,
          'The main office did not accept a change made here. It is on its list to settle.',
        );
      } else if (kind === 'parked') {
        this.notices.tell(`parked-${code}`, 'The server keeps an entry of this register aside until it can be judged.');
      }
    }
  }
}

/** The verdicts on what was sent, from the first entry on without a gap. */
function verdictsOf(entries: readonly LogEntry[], verdicts: readonly Verdict[]): readonly Verdict[] {
  const byPlace = new Map(verdicts.map((verdict) => [`${verdict.logId}/${verdict.sequence}`, verdict]));
  const found: Verdict[] = [];
  for (const { logId, sequence } of entries) {
    const verdict = byPlace.get(`${logId}/${sequence}`);
    if (verdict === undefined) break;
    found.push(verdict);
  }
  return found;
}
