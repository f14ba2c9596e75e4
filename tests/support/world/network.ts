import { SECOND_MS } from '../../../core/kernel/amounts';
import { ACCOUNT_FEED, locationFeed } from '../../../core/sync/checkpoint';
import type { Transport, TransportReply, TransportRequest } from '../../../renderer/data/data-worker/register/ports';
import type { Chance } from './chance';
import type { FaultKind } from './plan';
import type { ServerProcess, SyncServers } from './sync-servers';
import type { VirtualTime } from './virtual-time';

/** The end of the cable at one computer. */
export interface Plug {
  readonly name: string;
  readonly token: string;
  readonly registerId: string;
  readonly locationId: string;
  readonly scope: 'location' | 'all';
  isConnected: boolean;
  /** When something last kept a request of this computer from its answer. */
  lastTroubleAt: number;
}

/** Told of every answer as the server gave it, whether or not it arrives. */
export type OnAnswer = (plug: Plug, request: TransportRequest, reply: TransportReply, askedAt: number) => void;

interface Stream {
  readonly plug: Plug;
  readonly server: ServerProcess;
  readonly tell: (heads: Readonly<Record<string, number>>) => void;
  readonly end: () => void;
}

const HEARTBEAT_MS = 15 * SECOND_MS;

/** The way between registers and servers: it loses, delays, repeats and crosses. */
export class Network {
  readonly #streams = new Set<Stream>();
  #underWay = 0;

  constructor(
    private readonly parts: {
      readonly time: VirtualTime;
      readonly chance: Chance;
      readonly servers: SyncServers;
      readonly onAnswer: OnAnswer;
      locationIds: readonly string[];
    },
    /** Kinds of faults that may strike now. */
    private readonly active: () => ReadonlySet<FaultKind>,
  ) {
    parts.servers.onHeads((heads) => this.#spread(heads));
  }

  /** Requests on their way, late repetitions included. */
  get underWay(): number {
    return this.#underWay;
  }

  /** The network as one life of a computer sees it; `isAlive` false: nothing goes in or out any more. */
  transport(plug: Plug, isAlive: () => boolean): Transport {
    return {
      send: (request) => {
        const asked = JSON.parse(JSON.stringify(request)) as TransportRequest;
        return new Promise((resolve, reject) => {
          if (!isAlive()) return;
          const settle = (work: () => void) => {
            if (isAlive()) work();
          };
          this.#send(plug, asked).then(
            (reply) => settle(() => resolve(reply)),
            (error: unknown) => settle(() => reject(error instanceof Error ? error : new Error('no network'))),
          );
        });
      },
      live: (onEvent, signal) => this.#live(plug, isAlive, onEvent, signal),
    };
  }

  /** A request of somebody who has got hold of a register's token; what comes back is seen by the witness. */
  intrude(plug: Plug, request: TransportRequest): void {
    this.#once(plug, request, this.parts.servers.running[0]);
  }

  /** The cable is out or in. */
  plug(plug: Plug, isConnected: boolean): void {
    plug.isConnected = isConnected;
    plug.lastTroubleAt = this.parts.time.now;
    if (!isConnected) for (const stream of [...this.#streams]) if (stream.plug === plug) stream.end();
  }

  /** Streams of processes that are gone end. */
  serversChanged(): void {
    for (const stream of [...this.#streams]) if (!stream.server.isUp) stream.end();
  }

  /** Settles with the answer; rejects when none comes. One that is lost on its way is never settled. */
  async #send(plug: Plug, request: TransportRequest): Promise<TransportReply> {
    const { chance, time } = this.parts;
    const strikes = (kind: FaultKind, probability: number) => this.active().has(kind) && chance.is(probability);
    this.#underWay += 1;
    try {
      if (strikes('duplicate', 0.08))
        this.#later(
          plug,
          request,
          chance.weighed([
            [3, 200],
            [2, 5000],
            [1, 400_000],
          ]),
        );
      await time.sleep(this.#delay());
      if (!plug.isConnected) return this.#fail(plug);
      if (strikes('lost-request', 0.06)) return this.#lose(plug);
      const { running } = this.parts.servers;
      const [first, second] = chance.shuffled(running);
      // Both take it in the same moment, as after a retry of a load balancer.
      if (second !== undefined && strikes('two-processes', 0.15)) this.#once(plug, request, second);
      const reply = await this.#deliver(plug, request, first);
      await time.sleep(this.#delay());
      if (!plug.isConnected) return this.#fail(plug);
      if (strikes('lost-reply', 0.08)) return this.#lose(plug);
      return reply;
    } finally {
      this.#underWay -= 1;
    }
  }

  #delay(): number {
    const { chance } = this.parts;
    if (this.active().has('slow-network') && chance.is(0.2)) return chance.whole(500, 15_000);
    return chance.whole(3, 60);
  }

  /** Cut off: sometimes that is noticed at once, sometimes nothing is heard at all. */
  #fail(plug: Plug): Promise<never> {
    if (this.parts.chance.is(0.5)) return this.#lose(plug);
    plug.lastTroubleAt = this.parts.time.now;
    return Promise.reject(new Error('no network'));
  }

  #lose(plug: Plug): Promise<never> {
    plug.lastTroubleAt = this.parts.time.now;
    return new Promise<never>(() => undefined);
  }

  /** The same request arrives once more; nobody waits for that answer. */
  #later(plug: Plug, request: TransportRequest, afterMs: number): void {
    const { time, chance, servers } = this.parts;
    this.#underWay += 1;
    time.after(afterMs + chance.whole(0, 40), () => {
      this.#underWay -= 1;
      this.#once(plug, request, chance.shuffled(servers.running)[0]);
    });
  }

  #once(plug: Plug, request: TransportRequest, server: ServerProcess | undefined): void {
    this.#underWay += 1;
    this.#deliver(plug, request, server)
      .catch(() => undefined)
      .finally(() => (this.#underWay -= 1));
  }

  async #deliver(plug: Plug, request: TransportRequest, server: ServerProcess | undefined): Promise<TransportReply> {
    const { servers, time, onAnswer } = this.parts;
    const askedAt = time.now;
    try {
      if (server === undefined) throw new Error('nobody listens');
      const reply = await servers.answer(server, plug.token, request);
      if (!server.isUp) throw new Error('the process ended');
      onAnswer(plug, request, reply, askedAt);
      return reply;
    } catch (error) {
      plug.lastTroubleAt = time.now;
      throw error;
    }
  }

  async #live(
    plug: Plug,
    isAlive: () => boolean,
    onEvent: (data: unknown) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const { time, servers, chance } = this.parts;
    await time.sleep(this.#delay());
    const { running } = servers;
    if (!plug.isConnected || running.length === 0 || signal.aborted) throw new Error('no stream');
    await new Promise<void>((resolve) => {
      const stream: Stream = {
        plug,
        server: chance.pick(running),
        tell: (heads) => {
          const mine = Object.fromEntries(Object.entries(heads).filter(([feed]) => this.#reads(plug, feed)));
          if (Object.keys(mine).length > 0 && isAlive() && !signal.aborted) onEvent({ heads: mine });
        },
        end: () => {
          this.#streams.delete(stream);
          signal.removeEventListener('abort', stream.end);
          resolve();
        },
      };
      this.#streams.add(stream);
      signal.addEventListener('abort', stream.end, { once: true });
      this.#beat(stream, isAlive);
    });
  }

  #beat(stream: Stream, isAlive: () => boolean): void {
    this.parts.time.after(HEARTBEAT_MS, () => {
      if (!this.#streams.has(stream)) return;
      if (!isAlive()) return stream.end();
      stream.tell({});
      this.#beat(stream, isAlive);
    });
  }

  #spread(heads: Readonly<Record<string, number>>): void {
    const { time, chance } = this.parts;
    for (const stream of this.#streams) {
      if (this.active().has('lost-hint') && chance.is(0.5)) continue;
      time.after(this.#delay(), () => {
        if (this.#streams.has(stream)) stream.tell(heads);
      });
    }
  }

  #reads({ scope, locationId }: Plug, feed: string): boolean {
    if (feed === ACCOUNT_FEED || scope === 'all') return true;
    return feed === locationFeed(locationId);
  }
}
