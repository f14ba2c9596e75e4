import type { DataPortClient } from '../../../../core/ipc/data-port-client';
import type { Clock, IdSource } from '../../../../core/kernel/ports';
import type { PersonFirst } from '../../person-first';
import type { Finder } from './finder';
import type { RegisterStore } from './register-store';

/** Main's side: journal, drafts, session and identity, over the port the data worker was handed once. */
export type MainPort = Pick<DataPortClient, 'ask' | 'on'>;

/** What came back from the server, whatever its status. */
export interface TransportReply {
  readonly status: number;
  /** Parsed JSON; null when there was none. */
  readonly body: unknown;
}

export interface TransportRequest {
  readonly method: 'GET' | 'POST';
  /** `/v1/…` with its query. */
  readonly path: string;
  readonly body?: unknown;
}

/** The way to the sync server. Rejects (with anything) when no whole answer came: that is "no network". */
export interface Transport {
  send(request: TransportRequest, signal: AbortSignal): Promise<TransportReply>;
  /**
   * Follows `GET /v1/live`: calls `onEvent` with the parsed data of every event. Settles when the stream ended, for
   * whatever reason; it is opened again by the caller.
   */
  live(onEvent: (data: unknown) => void, signal: AbortSignal): Promise<void>;
}

/** All waiting goes through here, so that time can be driven by hand. */
export interface Timers {
  /** Calls `work` once after `ms`; returns how to call it off. */
  after(ms: number, work: () => void): () => void;
}

/** Evenly spread numbers from 0 to below 1: for jitter only, never for ids. */
export type Random = () => number;

/** Waiting times, in milliseconds. The product uses the defaults; tests and the simulation may shorten them. */
export interface SyncPace {
  /** Safety net beside the live stream. */
  readonly pollMs: number;
  /** A request without a whole answer after this long counts as no network. */
  readonly requestTimeoutMs: number;
  /** First wait after a failure; doubled each time, always with jitter. */
  readonly backOffMs: number;
  /** Registers return at random within this time after an outage of the server. */
  readonly returnWithinMs: number;
  /** Count and digest of every collection are compared with the server this often. */
  readonly compareEveryMs: number;
  readonly batchSize: number;
  readonly pageSize: number;
  /** The same while somebody is at work here: stored before the person goes on. */
  readonly smallPageSize: number;
}

export const defaultPace: SyncPace = {
  pollMs: 1500,
  requestTimeoutMs: 20_000,
  backOffMs: 1000,
  returnWithinMs: 30_000,
  compareEveryMs: 24 * 60 * 60 * 1000,
  batchSize: 50,
  pageSize: 1000,
  smallPageSize: 50,
};

/** Everything a register needs from outside; nothing else is reached. */
export interface RegisterParts {
  readonly main: MainPort;
  readonly transport: Transport;
  readonly store: RegisterStore;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: IdSource;
  readonly random: Random;
  /** The search index; a plain one for small numbers when left out. */
  readonly finder?: Finder;
  readonly pace?: Partial<SyncPace>;
  /** Who is at the screen; nobody when left out. */
  readonly person?: PersonFirst;
}
