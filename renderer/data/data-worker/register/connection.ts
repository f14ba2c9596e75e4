import type { Clock } from '../../../../core/kernel/ports';
import { isSameEpoch, type Epoch } from '../../../../core/sync/epoch';
import type { Heads } from './heads';
import type { Notes } from './notes';
import type { Notices } from './notices';
import type { OwnEntries } from './own-entries';
import type { MainPort, Random, SyncPace, Timers, Transport } from './ports';
import type { Puller } from './puller';
import { PullLoop, type PullLoopParts } from './pull-loop';
import { StoreError } from './register-store';
import { EpochDiffers, NoAnswer, ServerRefusal } from './server';
import { NameTaken, type Uploader } from './uploader';
import { backOffMs, Bell, Stopped } from './waiting';

export type NetworkState = 'connecting' | 'online' | 'offline';

export interface ConnectionParts extends PullLoopParts {
  readonly main: MainPort;
  readonly transport: Transport;
  readonly heads: Heads;
  readonly uploader: Uploader;
  readonly puller: Puller;
  readonly own: OwnEntries;
  readonly notes: Notes;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly pace: SyncPace;
  readonly onState: (state: NetworkState) => void;
}

/** The queue is looked at this often although nobody rang. */
const LOOK_AGAIN_MS = 60_000;
const ARRIVES_WITHIN_MS = 2000;

/**
 * Keeps a register in touch with the server for as long as it runs: heads first, then entries up and feeds down until
 * one of them meets trouble; then again after a while, at random, so that registers do not return all at once. Nobody
 * has to click anything (OX-13).
 */
export class Connection {
  private failures = 0;
  /** Settles when what waits now is sent. */
  private sending: Promise<void> | null = null;
  private readonly retryBell: Bell;
  private readonly uploadBell: Bell;
  private readonly pullLoop: PullLoop;

  constructor(private readonly parts: ConnectionParts) {
    this.retryBell = new Bell(parts.timers);
    this.uploadBell = new Bell(parts.timers);
    this.pullLoop = new PullLoop(parts);
  }

  /** There is something to send. */
  wakeUploads(): void {
    this.uploadBell.ring();
  }

  /** The network may be back: tries soon instead of waiting its turn. */
  wake(): void {
    this.failures = Math.min(this.failures, 1);
    this.retryBell.ring();
  }

  /** Settles when `signal` is aborted and everything under way has ended. */
  async run(signal: AbortSignal): Promise<void> {
    const { pace, random, onState } = this.parts;
    while (!signal.aborted) {
      try {
        await this.connectAndStay(signal);
      } catch (error) {
        if (signal.aborted || error instanceof Stopped) return;
        if (await this.hasRecovered(error, signal)) continue;
        this.failures += 1;
        onState('offline');
        const waitMs = backOffMs(this.failures, pace.backOffMs, pace.returnWithinMs, random);
        await this.retryBell.wait(waitMs, signal).catch(() => undefined);
      }
    }
  }

  private async connectAndStay(signal: AbortSignal): Promise<void> {
    const { heads, own, onState } = this.parts;
    const { epoch } = await heads.agree(signal);
    onState('online');
    const link = new AbortController();
    const end = () => link.abort();
    signal.addEventListener('abort', end, { once: true });
    const loops = [
      this.uploadLoop(epoch, link.signal),
      this.pullLoop.run(epoch, link.signal),
      this.pullLoop.follow(link.signal),
    ];
    try {
      await Promise.all(loops);
    } catch (error) {
      if (!(error instanceof EpochDiffers)) await this.letArrive(signal);
      throw error;
    } finally {
      end();
      signal.removeEventListener('abort', end);
      await Promise.allSettled(loops);
      await own.kept();
    }
  }

  private async uploadLoop(epoch: Epoch, signal: AbortSignal): Promise<void> {
    const { own, uploader } = this.parts;
    for (;;) {
      const { logs } = await own.journalState();
      // What a failed flush kept all the same was announced to nobody.
      await own.catchUpWithJournal(logs);
      this.sending = uploader.sendAll(logs, epoch, signal).finally(() => (this.sending = null));
      await this.sending;
      if (own.log.unsentCount > 0) await this.mendGap(signal);
      this.failures = 0;
      await this.uploadBell.wait(LOOK_AGAIN_MS, signal);
    }
  }

  /** Reading met trouble: what is just being sent gets a moment, or such trouble would keep the queue back for ever. */
  private async letArrive(signal: AbortSignal): Promise<void> {
    const moment = new Bell(this.parts.timers).wait(ARRIVES_WITHIN_MS, signal);
    await Promise.race([this.sending, moment]).catch(() => undefined);
  }

  /** Entries wait but none can be sent: one between is not known here. The journal has it, or heads settle it. */
  private async mendGap(signal: AbortSignal): Promise<void> {
    const { own } = this.parts;
    const { logs } = await own.journalState();
    const canSend = () =>
      own.log.unsentCount === 0 || own.logIdsToSend(logs).some((logId) => own.log.unsent(logId, 1).length > 0);
    if (!canSend()) await own.load(logs);
    if (signal.aborted) throw new Stopped();
    if (!canSend()) throw new NoAnswer('the own log has a gap');
    if (own.log.unsentCount > 0) this.uploadBell.ring();
  }

  /** What can be settled at once is; true when there is no reason to wait before trying again. */
  private async hasRecovered(error: unknown, signal: AbortSignal): Promise<boolean> {
    const { heads, notices, notes } = this.parts;
    try {
      if (error instanceof EpochDiffers) return await this.follow(error.epoch);
      if (error instanceof ServerRefusal && error.status === 409) {
        await heads.settleGap(signal);
        return this.failures++ < 2;
      }
      if (error instanceof NameTaken) return this.failures++ < 2;
      if (error instanceof ServerRefusal) notices.tell(`server-${error.code}`, error.message);
      else if (error instanceof StoreError) notices.tell('storage-trouble', storageTrouble);
      else if (!(error instanceof NoAnswer)) notices.tell('sync-trouble', syncTrouble);
    } catch (again) {
      if (!(again instanceof NoAnswer) && !(again instanceof Stopped)) {
        notices.tell('sync-trouble', `${syncTrouble} (${notes.current.epoch?.number ?? 0})`);
      }
    }
    return false;
  }

  /**
   * The master list tells another history: nothing is confirmed any more, journals are offered again and feeds read
   * from the start, while what is kept stays shown. A lower epoch is never followed.
   */
  private async follow(epoch: Epoch): Promise<boolean> {
    const { own, notes, notices } = this.parts;
    const known = notes.current.epoch;
    const journal = await own.journalState();
    if (epoch.number < Math.max(known?.number ?? 0, journal.epochNumber)) {
      notices.tell(
        'older-history',
        'The server shows an older state of the business. This register waits for the right one.',
      );
      return false;
    }
    notices.withdraw('older-history');
    const isSame = known !== null && isSameEpoch(known, epoch);
    const isFirst = known === null && (journal.epochNumber === 0 || journal.epochNumber === epoch.number);
    if (isFirst) await this.parts.main.ask('journal:epoch', { epochNumber: epoch.number });
    else if (!isSame) await own.startEpoch(epoch);
    const isReadAgain = await this.readAgain(epoch);
    if (!isSame) await notes.update({ epoch, lastComparedAt: null });
    return !isSame || isReadAgain;
  }

  /** Feeds whose place was given by another history are read from the start. */
  private async readAgain(epoch: Epoch): Promise<boolean> {
    const { puller } = this.parts;
    puller.forgetHeads();
    const foreign = puller
      .allSeen()
      .filter(([, { checkpoint, transactions }]) =>
        [checkpoint, transactions].some((place) => place !== null && !isSameEpoch(place.epoch, epoch)),
      );
    for (const [feed] of foreign) await puller.startAgain(feed);
    return foreign.length > 0;
  }
}

const storageTrouble =
  'This computer’s browser storage has trouble. What was finished is safe; the rest is fetched again.';
const syncTrouble = 'Something unexpected keeps this register from syncing. It tries again by itself.';
