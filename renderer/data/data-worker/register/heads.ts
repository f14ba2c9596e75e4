import type { JournalState } from '../../../../core/ipc/data-port';
import { GENESIS_HASH } from '../../../../core/log/entry';
import type { Decision } from '../../../../core/sync/decision';
import { isSameEpoch, type Epoch } from '../../../../core/sync/epoch';
import type { HeadsReply, LogHead } from '../../../../core/sync/log';
import type { Notes } from './notes';
import type { OwnEntries } from './own-entries';
import type { MainPort } from './ports';
import type { Puller } from './puller';
import type { RegisterStore } from './register-store';
import { EpochDiffers, ServerRefusal, type Server } from './server';

const PAGE = 200;

export interface HeadsParts {
  readonly main: MainPort;
  readonly server: Server;
  readonly store: RegisterStore;
  readonly notes: Notes;
  readonly own: OwnEntries;
  readonly puller: Puller;
}

/** Compares the ends of the own log, here and at the server, at the beginning of a connection. */
export class Heads {
  /** Highest decision of the server kept here; null until counted. */
  private decisionsThrough: number | null = null;
  /** A seal that main could not end; it is asked again before anything else. */
  private sealing: { readonly logId: string; readonly agreedThrough: number } | null = null;

  constructor(private readonly parts: HeadsParts) {}

  /**
   * Settles when journal and server agree on the log. Entries only the server holds are fetched into the journal
   * first; a log that tells another history is sealed. Rejects with `EpochDiffers` when the server's history is another.
   */
  async agree(signal: AbortSignal): Promise<{ readonly journal: JournalState; readonly epoch: Epoch }> {
    const { notes } = this.parts;
    await this.endSeal();
    const journal = await this.parts.own.journalState();
    const reply = await this.ask(journal, journal.head, signal);
    if (notes.current.epoch === null || !isSameEpoch(notes.current.epoch, reply.epoch))
      throw new EpochDiffers(reply.epoch);
    if (reply.kind === 'server-ahead') await this.fetchMissing(journal, reply.through, signal);
    if (reply.kind === 'disagreed') await this.seal(journal.head, signal);
    await this.fillDamaged(journal, reply.through, signal);
    await this.offerDecisions(reply, signal);
    const now = await this.parts.own.journalState();
    await this.parts.own.catchUpWithJournal(now.logs);
    return { journal: now, epoch: reply.epoch };
  }

  /**
   * After a batch that did not continue the server's log: shows the entry where the server stands. If that one differs,
   * the log is sealed.
   */
  async settleGap(signal: AbortSignal): Promise<void> {
    const journal = await this.parts.own.journalState();
    // An entry in the middle that was never taken from the journal makes a gap of its own.
    await this.parts.own.load(journal.logs);
    const { through } = await this.ask(journal, journal.head, signal);
    const { head } = journal;
    if (through === 0 || through >= head.sequence) return;
    const { entries } = await this.parts.main.ask('journal:read', { logId: head.logId, after: through - 1, limit: 1 });
    const [there] = entries;
    if (there === undefined || there.sequence !== through) return;
    const reply = await this.ask(journal, { logId: head.logId, sequence: through, hash: there.hash }, signal);
    if (reply.kind === 'disagreed') await this.seal(head, signal);
  }

  private async ask(journal: JournalState, head: LogHead, signal: AbortSignal): Promise<HeadsReply> {
    const { notes, puller, server } = this.parts;
    const { acknowledgement } = journal;
    const checkpoints = puller.allSeen().flatMap(([, seen]) => [seen.checkpoint, seen.transactions]);
    const shown = {
      epoch: notes.current.epoch,
      head,
      acknowledgement,
      checkpoints: checkpoints.filter((checkpoint) => checkpoint !== null).slice(0, 100),
      decisionsThrough: await this.countDecisions(),
    };
    return server.heads(shown, signal);
  }

  /** The server is ahead and agrees: this register's own entries come back before anything new is numbered. */
  private async fetchMissing({ head }: JournalState, through: number, signal: AbortSignal): Promise<void> {
    const { main, server } = this.parts;
    for (let after = head.sequence; after < through;) {
      const { entries } = await server.ownEntries(head.logId, after, PAGE, signal);
      if (entries.length === 0) return;
      const reply = await main.ask('journal:adopt', { entries });
      // The journal went on meanwhile, or it does not fit: another history after all.
      if (reply.kind === 'refused') return this.seal(head, signal);
      after = entries.at(-1)?.sequence ?? through;
    }
  }

  /** Begins a new log, into which main copies what followed the last entry both sides agree on. */
  private async seal(head: LogHead, signal: AbortSignal): Promise<void> {
    this.sealing = { logId: head.logId, agreedThrough: await this.lastAgreed(head, signal) };
    await this.endSeal();
  }

  /** A disk may fail between the new log and the copies; the same request goes on with them. */
  private async endSeal(): Promise<void> {
    if (this.sealing === null) return;
    const reply = await this.parts.main.ask('journal:seal', this.sealing);
    if (reply.kind === 'refused') throw new Error(`The log could not be sealed: ${reply.code}`);
    this.sealing = null;
    await this.parts.own.changeLog(reply.state.logs);
  }

  /** Finds the last common entry: hashes are a chain, so everything before a common one is common. */
  private async lastAgreed(head: LogHead, signal: AbortSignal): Promise<number> {
    let [agreed, differs] = [0, head.sequence + 1];
    while (differs - agreed > 1) {
      const middle = Math.floor((agreed + differs) / 2);
      if (await this.isCommon(head.logId, middle, signal)) agreed = middle;
      else differs = middle;
    }
    return agreed;
  }

  private async isCommon(logId: string, sequence: number, signal: AbortSignal): Promise<boolean> {
    const { main, server } = this.parts;
    const after = sequence - 1;
    const here = await main.ask('journal:read', { logId, after, limit: 1 });
    const there = await server.ownEntries(logId, after, 1, signal);
    const hash = here.entries[0]?.sequence === sequence ? here.entries[0].hash : GENESIS_HASH;
    return there.entries[0]?.sequence === sequence && there.entries[0].hash === hash;
  }

  /**
   * Frames of the journal that were damaged and that the database lacks too come from the server. What nobody has any
   * more must not stop what follows it: the log is sealed before it, and goes on in a new one.
   */
  private async fillDamaged({ logs, head }: JournalState, through: number, signal: AbortSignal): Promise<void> {
    const { main, server } = this.parts;
    for (const { logId, missing, sealedThrough } of logs) {
      for (const sequence of missing) {
        const { entries } = await server.ownEntries(logId, sequence - 1, 1, signal);
        if (entries[0]?.sequence === sequence) {
          await main.ask('journal:fill', { entries });
        } else if (sealedThrough === null && sequence > through) {
          this.sealing = { logId: head.logId, agreedThrough: sequence - 1 };
          return this.endSeal();
        }
      }
    }
  }

  /** A restored server lacks decisions it made after its backup: they are offered back with its own signature. */
  private async offerDecisions(reply: HeadsReply, signal: AbortSignal): Promise<void> {
    if (reply.decisionsThrough >= (await this.countDecisions())) return;
    await this.eachDecision(async (page) => {
      const decisions = page.filter(({ number }) => number > reply.decisionsThrough);
      if (decisions.length === 0) return;
      try {
        await this.parts.server.offerDecisions({ decisions: [...decisions] }, signal);
      } catch (error) {
        // A server that does not want them says so; that is no reason to stay disconnected.
        if (!(error instanceof ServerRefusal)) throw error;
      }
    });
  }

  private async countDecisions(): Promise<number> {
    if (this.decisionsThrough === null) {
      let highest = 0;
      await this.eachDecision(async (page) => {
        for (const { number } of page) highest = Math.max(highest, number);
      });
      this.decisionsThrough = highest;
    }
    return this.decisionsThrough;
  }

  private async eachDecision(work: (page: readonly Decision[]) => Promise<void>): Promise<void> {
    for (let after = ''; ;) {
      const page = await this.parts.store.scan('decisions', after, PAGE);
      const last = page.at(-1);
      if (last === undefined) return;
      await work(page.map(({ document }) => document));
      after = last.document.id;
    }
  }

  /** To be called with every decision that was pulled. */
  noteDecision(number: number): void {
    if (this.decisionsThrough !== null) this.decisionsThrough = Math.max(this.decisionsThrough, number);
  }
}
