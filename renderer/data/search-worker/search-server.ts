import { ok, refuse } from '../../../core/kernel/result';
import { PersonFirst } from '../person-first';
import type { Job } from './job';
import type { SearchCall, SearchCalls, SearchNews, SearchPort, SearchQuestion, SearchReply } from './search-calls';
import { SearchIndex } from './search-index';
import { releaseBuffer } from './release-buffer';
import { restoreIndex, saveIndex } from './snapshot';

/** How long upkeep may keep a question waiting, milliseconds; a tenth of what a key press may take. */
const SLICE_MS = 3;
/** With more fresh rows than this there is no room for others before upkeep caught up. */
const CROWDED = 4096;

type Answers = {
  readonly [Call in SearchCall]: (
    request: SearchCalls[Call]['request'],
  ) => SearchCalls[Call]['answer'] | Promise<SearchCalls[Call]['answer']>;
};

/**
 * Answers the questions of any number of ports from one index. Whatever takes longer than an answer is done in small
 * slices, and not before what a person asked for is on the screen.
 */
export class SearchServer {
  #index = new SearchIndex();
  #upkeep: Job<void> | null = null;
  /** Answers that take long, in the order they were asked for. */
  readonly #long: Job<void>[] = [];
  #scheduled = false;
  #waitingForRoom: (() => void)[] = [];
  readonly #ports: SearchPort[] = [];
  readonly #person: PersonFirst;

  /**
   * `later` runs something after so many milliseconds, and after waiting messages were answered; `now` is a clock in
   * milliseconds.
   */
  constructor(
    private readonly later: (work: () => void, ms: number) => void,
    private readonly now: () => number,
  ) {
    this.#person = new PersonFirst(now);
  }

  /** Answers questions that arrive on `port` from now on, and tells it when rows changed. */
  serve(port: SearchPort): void {
    this.#ports.push(port);
    port.onmessage = (event: MessageEvent<SearchQuestion>) => {
      const { id, call, request } = event.data;
      const reply = (answer: SearchCalls[SearchCall]['answer']) => {
        const said: SearchReply = { id, ok: true, answer };
        port.postMessage(said, answer instanceof ArrayBuffer ? [answer] : []);
      };
      const fail = (error: unknown) => {
        const said: SearchReply = { id, ok: false, error: error instanceof Error ? error.name : 'unknown' };
        port.postMessage(said, []);
      };
      try {
        const answer = this.answerTo(call, request);
        if (answer instanceof Promise) answer.then(reply, fail);
        else reply(answer);
      } catch (error) {
        fail(error);
      }
    };
  }

  private answerTo<Call extends SearchCall>(call: Call, request: SearchCalls[Call]['request']) {
    return this.#answers[call](request);
  }

  readonly #answers: Answers = {
    change: (changes) => {
      this.#index.change(changes);
      this.schedule();
      this.tellNews();
      return null;
    },
    room: () => (this.isCrowded() ? new Promise((resolve) => this.#waitingForRoom.push(() => resolve(null))) : null),
    clear: () => {
      this.replaceIndex(new SearchIndex());
      return null;
    },
    lookup: (request) => {
      this.#person.acted();
      return this.#index.lookup(request);
    },
    page: (request) => {
      this.#person.acted();
      return this.#index.page(request);
    },
    ids: (filter) => this.#index.ids(filter),
    holders: (keys) => this.#index.holders(keys),
    namesakes: (names) => this.#index.namesakes(names),
    compare: (request) => this.inSlices(this.#index.compare(request)),
    save: ({ checkpoint }) => this.inSlices(saveIndex(this.#index, checkpoint)),
    restore: (buffer) => this.restore(buffer),
    stats: () => this.#index.stats(),
  };

  private restore(buffer: ArrayBuffer): SearchCalls['restore']['answer'] {
    const restored = restoreIndex(buffer);
    releaseBuffer(buffer);
    if (!restored.ok) return refuse(restored.refusal);
    this.replaceIndex(restored.value.index);
    return ok({ checkpoint: restored.value.checkpoint });
  }

  private replaceIndex(index: SearchIndex): void {
    this.#index = index;
    this.#upkeep = null;
    this.schedule();
    this.tellNews();
  }

  private tellNews(): void {
    const news: SearchNews = { kind: 'changed' };
    for (const port of this.#ports) port.postMessage(news, []);
  }

  private isCrowded(): boolean {
    return this.#index.freshCount > CROWDED;
  }

  /** Does a long answer before upkeep goes on. */
  private inSlices<Answer>(job: Job<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const work = function* (): Job<void> {
        try {
          resolve(yield* job);
        } catch (error) {
          reject(error instanceof Error ? error : new Error('unknown'));
        }
      };
      this.#long.push(work());
      this.schedule();
    });
  }

  private schedule(): void {
    if (this.#scheduled) return;
    this.#upkeep ??= this.#index.upkeep();
    if (this.#upkeep === null && this.#long.length === 0) return;
    this.#scheduled = true;
    this.later(() => this.doSlice(), this.#person.untilGapMs());
  }

  private doSlice(): void {
    this.#scheduled = false;
    const until = this.now() + SLICE_MS;
    for (let job = this.nextJob(); job !== null && this.now() < until; job = this.nextJob()) {
      if (job.next().done !== true) continue;
      if (job === this.#upkeep) this.#upkeep = null;
      else this.#long.shift();
    }
    if (!this.isCrowded()) this.#waitingForRoom.splice(0).forEach((goOn) => goOn());
    this.schedule();
  }

  private nextJob(): Job<void> | null {
    return this.#long[0] ?? this.#upkeep;
  }
}
