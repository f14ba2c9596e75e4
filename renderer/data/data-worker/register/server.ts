import {
  DeletedCustomersReplySchema,
  FormerValuesReplySchema,
  HistoryReplySchema,
  RollUpsReplySchema,
} from '../../../../core/sync/accounts';
import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { Clock } from '../../../../core/kernel/ports';
import type { DecisionsOfferSchema } from '../../../../core/sync/decision';
import { EpochChangedSchema, type Epoch } from '../../../../core/sync/epoch';
import { ErrorReplySchema } from '../../../../core/sync/error-reply';
import { FeedDigestSchema, FeedReplySchema, type FeedRequest } from '../../../../core/sync/feed';
import {
  HeadsReplySchema,
  LogReplySchema,
  OwnEntriesReplySchema,
  type HeadsRequest,
  type LogBatch,
} from '../../../../core/sync/log';
import { MasterListReplySchema, VisitorReplySchema } from '../../../../core/sync/master-list';
import type { Timers, Transport, TransportRequest } from './ports';
import { quickCheck } from '../../../../core/kernel/quick-check';
import { Stopped, unlessStopped } from './waiting';

/** No whole, understandable answer came: to a register that is "no network". */
export class NoAnswer extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NoAnswer';
  }
}

/** The server's history is another one than the request named; the request had no effect. */
export class EpochDiffers extends Error {
  constructor(readonly epoch: Epoch) {
    super('epoch-changed');
    this.name = 'EpochDiffers';
  }
}

/** The server understood and said no. */
export class ServerRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'ServerRefusal';
  }
}

/** Server clock minus this register's clock, and how long the exchange took that showed it. Milliseconds. */
export interface ClockSample {
  readonly offsetMs: number;
  readonly roundTripMs: number;
}

const isAnything = (body: unknown): body is unknown => body !== undefined;
/** Built once: a page of a feed is a thousand documents. */
const checks = {
  heads: quickCheck(HeadsReplySchema),
  log: quickCheck(LogReplySchema),
  ownEntries: quickCheck(OwnEntriesReplySchema),
  feed: quickCheck(FeedReplySchema),
  feedDigest: quickCheck(FeedDigestSchema),
  masterList: quickCheck(MasterListReplySchema),
  visitor: quickCheck(VisitorReplySchema),
  deletedCustomers: quickCheck(DeletedCustomersReplySchema),
  formerValues: quickCheck(FormerValuesReplySchema),
  rollUps: quickCheck(RollUpsReplySchema),
  history: quickCheck(HistoryReplySchema),
};

/** The sync server as a register speaks to it. Rejects with `NoAnswer`, `EpochDiffers`, `ServerRefusal` or `Stopped`. */
export class Server {
  constructor(
    private readonly transport: Transport,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly requestTimeoutMs: number,
    private readonly onClockSample: (sample: ClockSample) => void,
  ) {}

  heads(request: HeadsRequest, signal: AbortSignal) {
    return this.ask({ method: 'POST', path: '/v1/log/heads', body: request }, checks.heads, signal);
  }

  sendEntries(batch: LogBatch, signal: AbortSignal) {
    return this.ask({ method: 'POST', path: '/v1/log', body: batch }, checks.log, signal);
  }

  ownEntries(logId: string, after: number, limit: number, signal: AbortSignal) {
    const path = `/v1/log/${encodeURIComponent(logId)}?after=${after}&limit=${limit}`;
    return this.ask({ method: 'GET', path }, checks.ownEntries, signal);
  }

  feed(feed: string, request: FeedRequest, signal: AbortSignal) {
    return this.ask(
      { method: 'POST', path: `/v1/feed/${encodeURIComponent(feed)}`, body: request },
      checks.feed,
      signal,
    );
  }

  feedDigest(feed: string, signal: AbortSignal) {
    const path = `/v1/feed/${encodeURIComponent(feed)}/digest`;
    return this.ask({ method: 'POST', path }, checks.feedDigest, signal);
  }

  offerDecisions(offer: Static<typeof DecisionsOfferSchema>, signal: AbortSignal) {
    return this.ask({ method: 'POST', path: '/v1/decisions', body: offer }, isAnything, signal);
  }

  /** "At your other locations" (LO-8). */
  masterList(text: string, limit: number, signal: AbortSignal) {
    const path = `/v1/customers?text=${encodeURIComponent(text)}&limit=${limit}`;
    return this.ask({ method: 'GET', path }, checks.masterList, signal);
  }

  deletedCustomers(text: string, signal: AbortSignal) {
    const path = `/v1/deleted-customers?text=${encodeURIComponent(text)}`;
    return this.ask({ method: 'GET', path }, checks.deletedCustomers, signal);
  }

  history(customerId: string, signal: AbortSignal) {
    const path = `/v1/customers/${encodeURIComponent(customerId)}/history`;
    return this.ask({ method: 'GET', path }, checks.history, signal);
  }

  formerValues(customerId: string, signal: AbortSignal) {
    const path = `/v1/customers/${encodeURIComponent(customerId)}/former-values`;
    return this.ask({ method: 'GET', path }, checks.formerValues, signal);
  }

  rollUps(customerId: string, signal: AbortSignal) {
    const path = `/v1/customers/${encodeURIComponent(customerId)}/roll-ups`;
    return this.ask({ method: 'GET', path }, checks.rollUps, signal);
  }

  visitor(customerId: string, signal: AbortSignal) {
    const path = `/v1/customers/${encodeURIComponent(customerId)}`;
    return this.ask({ method: 'GET', path }, checks.visitor, signal);
  }

  /** Uploads of customer lists (2.12): `path` below `/v1/imports`, asked for when there is no `body`. */
  imports<Schema extends TSchema>(path: string, schema: Schema, body: object | null, signal: AbortSignal) {
    const isReply = (reply: unknown): reply is Static<Schema> => Value.Check(schema, reply);
    const request = { method: body === null ? 'GET' : 'POST', path: `/v1/imports${path}` } as const;
    return this.ask(body === null ? request : { ...request, body }, isReply, signal);
  }

  private async ask<Reply>(
    request: TransportRequest,
    isReply: (body: unknown) => body is Reply,
    signal: AbortSignal,
  ): Promise<Reply> {
    const sentAt = this.clock.now();
    const { status, body } = await this.exchange(request, signal);
    if (status === 200 && isReply(body)) {
      this.sampleClock(body, sentAt);
      return body;
    }
    if (status === 409 && Value.Check(EpochChangedSchema, body)) throw new EpochDiffers(body.epoch);
    if (status >= 400 && status < 500 && status !== 408 && status !== 429 && Value.Check(ErrorReplySchema, body)) {
      throw new ServerRefusal(status, body.code, body.message);
    }
    throw new NoAnswer(`status ${status}`);
  }

  /** One request and its whole answer, given up after the timeout. */
  private async exchange(request: TransportRequest, signal: AbortSignal) {
    const abort = new AbortController();
    const giveUp = () => abort.abort();
    const cancelTimer = this.timers.after(this.requestTimeoutMs, giveUp);
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
    try {
      // A transport that ignores its signal must not hold the register up.
      return await unlessStopped(this.transport.send(request, abort.signal), abort.signal);
    } catch {
      if (signal.aborted) throw new Stopped();
      throw new NoAnswer('no answer');
    } finally {
      cancelTimer();
      signal.removeEventListener('abort', giveUp);
    }
  }

  private sampleClock(body: unknown, sentAt: number): void {
    const serverTime = (body as { readonly serverTime?: unknown } | null)?.serverTime;
    const roundTripMs = this.clock.now() - sentAt;
    // A clock that was set while the answer was under way measures nothing.
    if (typeof serverTime !== 'number' || roundTripMs < 0 || roundTripMs > this.requestTimeoutMs) return;
    this.onClockSample({ offsetMs: Math.round(serverTime - sentAt - roundTripMs / 2), roundTripMs });
  }
}
