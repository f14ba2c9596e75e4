import type { Logger } from 'pino';
import { safeError } from '../logging/safe-error';

/** Newest sequence of each feed. */
export type Heads = Readonly<Record<string, number>>;

/** How the processes over one database tell one another of commits. */
export interface HeadsSignal {
  /** Tells the other processes, soon. */
  send(heads: Heads): void;
  /** True while the words of the others arrive. */
  readonly isListening: boolean;
  close(): Promise<void>;
}

export interface LiveHeadsParts {
  /** Reads heads where they lie; outside of any unit of work. */
  readonly readHeads: (feeds: readonly string[]) => Promise<Heads>;
  readonly logger: Logger;
  /** How often heads are read although nobody said anything, while the signal works. */
  readonly calmPollMs?: number;
  /** The same while it does not, or where there is none. */
  readonly anxiousPollMs?: number;
}

/** Somebody who wants to know. */
export interface Subscription {
  /** Follows other feeds from now on (a new location of an owner's computer). */
  follow(feeds: readonly string[]): void;
  end(): void;
}

interface Follower {
  feeds: readonly string[];
  readonly tell: (heads: Heads) => void;
}

/**
 * Tells live streams when their feeds have news: only that there are some, never what they are.
 *
 * News come from this process's own commits, from the other processes' signal and, whatever becomes of both, from
 * reading the heads now and then. So a lost signal costs a second and nothing else.
 */
export class LiveHeads {
  readonly #parts: LiveHeadsParts;
  readonly #followers = new Set<Follower>();
  readonly #known = new Map<string, number>();
  #signal: HeadsSignal | null = null;
  #poll: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(parts: LiveHeadsParts) {
    this.#parts = parts;
  }

  /** From now on the other processes hear of this one's commits. Their words come in by `hear`. */
  useSignal(signal: HeadsSignal): void {
    this.#signal = signal;
  }

  /** A commit of this process moved these heads. */
  announce(heads: Heads): void {
    if (Object.keys(heads).length === 0) return;
    this.#signal?.send(heads);
    this.hear(heads);
  }

  /** Heads that somebody saw. They can only be late, so that a lower one than known is no news. */
  hear(heads: Heads): void {
    const news = Object.entries(heads).filter(([feed, head]) => head > (this.#known.get(feed) ?? -1));
    for (const [feed, head] of news) this.#known.set(feed, head);
    this.#tell(new Set(news.map(([feed]) => feed)));
  }

  /** Follows `feeds`; `tell` gets the heads of all of them, first as they are now. */
  follow(feeds: readonly string[], tell: (heads: Heads) => void): Subscription {
    const follower: Follower = { feeds, tell };
    this.#followers.add(follower);
    void this.#look(feeds).then(() => this.#followers.has(follower) && tell(this.#headsOf(follower.feeds)));
    this.#schedule();
    return {
      follow: (changed) => (follower.feeds = changed),
      end: () => void this.#followers.delete(follower),
    };
  }

  /** The heads as known now, for a heartbeat; without feeds whose head was never read. */
  known(feeds: readonly string[]): Heads {
    return this.#headsOf(feeds);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#followers.clear();
    if (this.#poll) clearTimeout(this.#poll);
    await this.#signal?.close();
  }

  #schedule(): void {
    if (this.#poll || this.#closed) return;
    const { calmPollMs = 2_000, anxiousPollMs = 1_000 } = this.#parts;
    const waitMs = this.#signal?.isListening ? calmPollMs : anxiousPollMs;
    this.#poll = setTimeout(() => void this.#pollOnce(), waitMs).unref();
  }

  async #pollOnce(): Promise<void> {
    const feeds = [...new Set([...this.#followers].flatMap((follower) => follower.feeds))];
    if (feeds.length > 0) await this.#look(feeds);
    this.#poll = null;
    if (this.#followers.size > 0) this.#schedule();
  }

  /** Reads the heads themselves: the truth, also when it is lower than known (a restored database). */
  async #look(feeds: readonly string[]): Promise<void> {
    try {
      const heads = await this.#parts.readHeads(feeds);
      const news = Object.entries(heads).filter(([feed, head]) => head !== this.#known.get(feed));
      for (const [feed, head] of news) this.#known.set(feed, head);
      this.#tell(new Set(news.map(([feed]) => feed)));
    } catch (error) {
      this.#parts.logger.warn({ err: safeError(error) }, 'heads could not be read');
    }
  }

  #tell(moved: ReadonlySet<string>): void {
    if (moved.size === 0) return;
    for (const { feeds, tell } of this.#followers) {
      if (feeds.some((feed) => moved.has(feed))) tell(this.#headsOf(feeds));
    }
  }

  #headsOf(feeds: readonly string[]): Heads {
    return Object.fromEntries(
      feeds.flatMap((feed) => (this.#known.has(feed) ? [[feed, this.#known.get(feed) ?? 0]] : [])),
    );
  }
}
