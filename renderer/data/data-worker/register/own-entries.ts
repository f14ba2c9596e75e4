import { MAX_ERASE, type AppendRequest, type JournalLog, type JournalState } from '../../../../core/ipc/data-port';
import { ok, refuse, type Result } from '../../../../core/kernel/result';
import type { LogEntry } from '../../../../core/log/entry';
import type { Epoch } from '../../../../core/sync/epoch';
import type { Verdict } from '../../../../core/sync/log';
import type { Notes } from './notes';
import type { Notices } from './notices';
import { OwnLog } from './own-log';
import type { MainPort, Timers } from './ports';
import { StoreError, type OwnEntry, type RegisterStore } from './register-store';

/** Why main did not write an entry; see `AppendRefusalCode`. */
export interface AppendRefusal {
  readonly code: string;
  readonly message: string;
}

const PAGE = 500;
const KEEP_AGAIN_MS = 5000;

/**
 * The register's own log on its three places: the journal, which is the truth; the entries database, which follows it
 * and knows the verdicts; and in memory what still lies over the pulled state.
 */
export class OwnEntries {
  readonly log = new OwnLog();
  private readonly awaited = new Map<string, (verdict: Verdict) => void>();
  private toKeep: LogEntry[] = [];
  private keeping: Promise<void> | null = null;
  /**
   * What was announced before the own log was read (somebody signs in while it is) waits until it has been: read from
   * the journal alone, older entries would count as never judged.
   */
  private early: LogEntry[] | null = [];
  private stopped = false;
  /** Logs of this register that the journal has lost; the database still has them. */
  private orphans: readonly string[] = [];
  /** How far the own log was read at the start; null when that is over. */
  reading: { readonly done: number; readonly total: number } | null = null;

  constructor(
    private readonly main: MainPort,
    private readonly store: RegisterStore,
    private readonly notes: Notes,
    private readonly notices: Notices,
    private readonly timers: Timers,
    /** Called with the customers whose view may have changed. */
    private readonly onTouched: (customerIds: readonly string[]) => void,
  ) {}

  /** The journal's own word of where it stands. */
  journalState(): Promise<JournalState> {
    return this.main.ask('journal:head', {});
  }

  /** Has main write entries; they count from the moment this settles (OX-1). The database follows by itself. */
  async append(entries: readonly AppendRequest[]): Promise<Result<readonly LogEntry[], AppendRefusal>> {
    const reply = await this.main.ask('journal:append', { entries: [...entries] });
    if (reply.kind === 'refused') return refuse({ code: reply.code, message: reply.message });
    // What the journal had before is news when the append that wrote it was said to have failed.
    const isNews = (entry: LogEntry) =>
      !reply.repeated.includes(entry.effectId) || entry.sequence > this.knownThrough(entry.logId);
    this.take(reply.entries.filter(isNews));
    return ok(reply.entries);
  }

  /** Takes entries that are in the journal already. */
  take(entries: readonly LogEntry[]): void {
    const [first] = entries;
    if (first === undefined) return;
    if (this.early !== null) {
      this.early.push(...entries);
      return;
    }
    const known = this.knownThrough(first.logId);
    if (first.sequence > known + 1) void this.takeBetween(first.logId, known, first.sequence).catch(() => undefined);
    const touched = this.log.add(entries.map((entry) => ({ entry, verdict: null })));
    this.toKeep.push(...entries);
    void this.keep();
    this.onTouched(touched);
  }

  /** Entries the journal wrote without this register being told: a flush that failed kept them all the same. */
  private async takeBetween(logId: string, after: number, before: number): Promise<void> {
    const limit = Math.min(PAGE, before - after - 1);
    const { entries } = await this.main.ask('journal:read', { logId, after, limit });
    const between = entries.filter(({ sequence }) => sequence < before);
    const touched = this.log.add(between.map((entry) => ({ entry, verdict: null })));
    this.toKeep.push(...between);
    void this.keep();
    this.onTouched(touched);
  }

  /** Highest sequence of a log that was taken, or needs no longer to be. */
  private knownThrough(logId: string): number {
    return Math.max(this.notes.current.settledThrough[logId] ?? 0, this.log.lastSequence(logId));
  }

  /**
   * Reads into memory whatever lies over the pulled state. Verdicts come from the database, entries from wherever they
   * are; even a log that the journal has lost counts, and is offered to the server.
   */
  async load(logs: readonly JournalLog[], onProgress: () => void = () => undefined): Promise<void> {
    const parts = logs.map(({ logId, head, sealedThrough }) => ({ logId, last: sealedThrough ?? head.sequence }));
    const { settledThrough, logIds } = this.notes.current;
    let done = 0;
    const total = parts.reduce((sum, { logId, last }) => sum + Math.max(0, last - (settledThrough[logId] ?? 0)), 0);
    for (const { logId, last } of parts) {
      for (let after = settledThrough[logId] ?? 0; after < last;) {
        const size = Math.min(PAGE, last - after);
        this.log.add(await this.readPage(logId, after, size));
        after += size;
        this.reading = { done: (done += size), total };
        onProgress();
      }
    }
    this.reading = null;
    this.orphans = logIds.filter((logId) => !parts.some((part) => part.logId === logId));
    for (const logId of this.orphans) await this.loadOrphan(logId);
    await this.noteLogs(parts.map(({ logId }) => logId));
    const early = this.early ?? [];
    this.early = null;
    for (const entry of early) if (entry.sequence > this.knownThrough(entry.logId)) this.take([entry]);
    this.onTouched([...this.log.customerIds()]);
  }

  /** Logs to be offered, oldest first. */
  logIdsToSend(logs: readonly JournalLog[]): readonly string[] {
    return [...this.orphans, ...logs.map(({ logId }) => logId)];
  }

  /** Takes what the journal holds beyond what is known here: an announcement that was missed. */
  async catchUpWithJournal(logs: readonly JournalLog[]): Promise<void> {
    for (const log of logs) {
      const last = log.sealedThrough ?? log.head.sequence;
      for (let after = this.knownThrough(log.logId); after < last;) {
        const { entries } = await this.main.ask('journal:read', { logId: log.logId, after, limit: PAGE });
        if (entries.length === 0) break;
        this.take(entries.filter((entry) => entry.sequence <= last));
        after = entries.at(-1)?.sequence ?? last;
      }
    }
  }

  /** Records what the server said. A database that cannot take it is no reason to stop: entries are offered again. */
  async recordVerdicts(verdicts: readonly Verdict[]): Promise<void> {
    await this.kept();
    try {
      await this.store.recordVerdicts(verdicts);
    } catch (error) {
      this.tellTrouble(error);
    }
    this.onTouched(this.log.judge(verdicts));
    for (const verdict of verdicts) this.awaited.get(nameOf(verdict))?.(verdict);
  }

  /** The server's word on an entry; null when it does not come within `waitMs`. */
  verdictOn(entry: LogEntry, waitMs: number): Promise<Verdict | null> {
    return new Promise((resolve) => {
      const answer = (verdict: Verdict | null) => {
        this.awaited.delete(nameOf(entry));
        cancel();
        resolve(verdict);
      };
      const cancel = this.timers.after(waitMs, () => answer(null));
      this.awaited.set(nameOf(entry), answer);
    });
  }

  /** A new epoch: nothing is confirmed any more, and everything is to be offered again. */
  async startEpoch(epoch: Epoch): Promise<void> {
    const { logs } = await this.main.ask('journal:epoch', { epochNumber: epoch.number }).then((reply) => {
      if (reply.kind === 'refused') throw new StoreError('not-written', reply.message);
      return reply.state;
    });
    await this.kept();
    await this.store.forgetVerdicts();
    // What comes back of another history may be personal again.
    await this.notes.update({ settledThrough: {}, erasedThrough: 0 });
    this.log.forgetVerdicts();
    await this.load(logs);
  }

  /** A log was sealed: what followed `sealedThrough` has been copied into the next log, which takes its place. */
  async changeLog(logs: readonly JournalLog[]): Promise<void> {
    await this.load(logs);
    for (const log of logs) {
      if (log.sealedThrough !== null) this.log.dropBeyond(log.logId, log.sealedThrough);
    }
    this.onTouched([...this.log.customerIds()]);
  }

  /**
   * Takes away everything personal of these customers, in the journal first, which the others are filled from. Rejects
   * with `StoreError` when one of the three cannot do it: then it is to be repeated.
   */
  async erasePersonal(customerIds: readonly string[]): Promise<void> {
    this.onTouched(this.log.erase(customerIds));
    for (let from = 0; from < customerIds.length; from += MAX_ERASE) {
      const some = customerIds.slice(from, from + MAX_ERASE);
      const reply = await this.main.ask('journal:erase', { customerIds: some });
      if (reply.kind === 'refused') throw new StoreError('not-written', reply.code);
    }
    await this.kept();
    await this.store.erasePersonal(customerIds);
  }

  /** Notes how far each log is settled, so that the next start reads no more than it must. */
  async noteSettled(): Promise<void> {
    const settledThrough = { ...this.notes.current.settledThrough };
    let changed = false;
    for (const logId of this.log.logIds()) {
      const through = this.log.settledThrough(logId);
      if (through === (settledThrough[logId] ?? 0)) continue;
      settledThrough[logId] = through;
      changed = true;
    }
    if (changed) await this.notes.update({ settledThrough });
  }

  /** Settles when the database has taken, or refused, every entry it was given so far. */
  async kept(): Promise<void> {
    while (this.keeping !== null) await this.keeping;
  }

  stop(): void {
    this.stopped = true;
  }

  /** Writes queued entries to the database, as many at once as there are; tries again later when it cannot. */
  private keep(): Promise<void> {
    this.keeping ??= this.keepAll().finally(() => (this.keeping = null));
    return this.keeping;
  }

  private async keepAll(): Promise<void> {
    while (this.toKeep.length > 0 && !this.stopped) {
      const batch = this.toKeep.slice(0, PAGE);
      try {
        await this.store.addEntries(batch.map((entry) => this.log.withoutErased(entry)));
      } catch (error) {
        this.tellTrouble(error);
        this.timers.after(KEEP_AGAIN_MS, () => void this.keep());
        return;
      }
      this.toKeep = this.toKeep.slice(batch.length);
      if (this.toKeep.length === 0) this.notices.withdraw('database-behind');
    }
  }

  private async loadOrphan(logId: string): Promise<void> {
    try {
      for (let after = this.notes.current.settledThrough[logId] ?? 0; ;) {
        const page = await this.store.ownEntries(logId, after, PAGE);
        this.log.add(page);
        if (page.length < PAGE) return;
        after = page.at(-1)?.entry.sequence ?? after;
      }
    } catch (error) {
      this.tellTrouble(error);
    }
  }

  private async noteLogs(logIds: readonly string[]): Promise<void> {
    const known = this.notes.current.logIds;
    const added = logIds.filter((logId) => !known.includes(logId));
    if (added.length > 0) await this.notes.update({ logIds: [...known, ...added] });
  }

  /** The entries of one log in `(after, after + limit]`: from the database where it is whole, else from both. */
  private async readPage(logId: string, after: number, limit: number): Promise<readonly OwnEntry[]> {
    let kept: readonly OwnEntry[] = [];
    try {
      kept = await this.store.ownEntries(logId, after, limit);
    } catch (error) {
      this.tellTrouble(error);
    }
    if (kept.length === limit && isDense(kept, after)) return kept;
    const { entries } = await this.main.ask('journal:read', { logId, after, limit });
    const written = entries.filter(({ sequence }) => sequence <= after + limit);
    const verdicts = new Map(kept.map(({ entry, verdict }) => [entry.hash, verdict]));
    const lacking = written.filter((entry) => !verdicts.has(entry.hash));
    if (lacking.length > 0) {
      this.toKeep.push(...lacking);
      void this.keep();
    }
    // A frame that the journal has lost may still be in the database.
    const inJournal = new Set(written.map(({ sequence }) => sequence));
    const lost = kept.filter(({ entry }) => entry.sequence <= after + limit && !inJournal.has(entry.sequence));
    const judged = written.map((entry) => ({ entry, verdict: verdicts.get(entry.hash) ?? null }));
    return [...judged, ...lost].sort((a, b) => a.entry.sequence - b.entry.sequence);
  }

  private tellTrouble(error: unknown): void {
    if (!(error instanceof StoreError)) throw error;
    this.notices.tell(
      'database-behind',
      'This computer’s browser storage has trouble. Sales are kept safely in the journal and nothing is lost.',
    );
  }
}

function nameOf({ logId, sequence }: { readonly logId: string; readonly sequence: number }): string {
  return `${logId}/${String(sequence)}`;
}

function isDense(entries: readonly OwnEntry[], after: number): boolean {
  return entries.every(({ entry }, index) => entry.sequence === after + 1 + index);
}
