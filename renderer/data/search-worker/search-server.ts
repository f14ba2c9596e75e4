import { ok, refuse } from '../../../core/kernel/result';
import { finish } from './job';
import type { SearchCall, SearchCalls, SearchNews, SearchPort, SearchQuestion, SearchReply } from './search-calls';
import { SearchIndex } from './search-index';
import { releaseBuffer } from './release-buffer';
import { restoreIndex, saveIndex } from './snapshot';

/** How long upkeep may keep a question waiting, milliseconds; half of what a key press may take. */
const SLICE_MS = 6;
/** With more fresh rows than this a change is answered only after upkeep caught up, so that nobody fills faster. */
const CROWDED = 4096;

type Answers = {
  readonly [Call in SearchCall]: (request: SearchCalls[Call]['request']) => SearchCalls[Call]['answer'];
};

/** Answers the questions of any number of ports from one index, and does the index's upkeep in between. */
export class SearchServer {
  #index = new SearchIndex();
  #upkeep: Generator<void, void, void> | null = null;
  #scheduled = false;
  readonly #ports: SearchPort[] = [];

  /** `later` runs something after waiting messages were answered; `now` is a clock in milliseconds. */
  constructor(
    private readonly later: (work: () => void) => void,
    private readonly now: () => number,
  ) {}

  /** Answers questions that arrive on `port` from now on, and tells it when rows changed. */
  serve(port: SearchPort): void {
    this.#ports.push(port);
    port.onmessage = (event: MessageEvent<SearchQuestion>) => {
      const { id, call, request } = event.data;
      const reply = this.replyTo(id, call, request);
      const isBuffer = reply.ok && reply.answer instanceof ArrayBuffer;
      port.postMessage(reply, isBuffer ? [reply.answer as ArrayBuffer] : []);
    };
  }

  private replyTo<Call extends SearchCall>(id: number, call: Call, request: SearchCalls[Call]['request']): SearchReply {
    try {
      return { id, ok: true, answer: this.#answers[call](request) };
    } catch (error) {
      return { id, ok: false, error: error instanceof Error ? error.name : 'unknown' };
    }
  }

  readonly #answers: Answers = {
    change: (changes) => {
      this.#index.change(changes);
      if (this.#index.freshCount > CROWDED) this.catchUp();
      this.scheduleUpkeep();
      this.tellNews();
      return null;
    },
    clear: () => {
      this.replaceIndex(new SearchIndex());
      return null;
    },
    lookup: (request) => this.#index.lookup(request),
    page: (request) => this.#index.page(request),
    ids: (filter) => this.#index.ids(filter),
    holders: (keys) => this.#index.holders(keys),
    namesakes: (names) => this.#index.namesakes(names),
    compare: (request) => this.#index.compare(request),
    save: ({ checkpoint }) => saveIndex(this.#index, checkpoint),
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
    this.scheduleUpkeep();
    this.tellNews();
  }

  private tellNews(): void {
    const news: SearchNews = { kind: 'changed' };
    for (const port of this.#ports) port.postMessage(news, []);
  }

  /** Upkeep in one go: only while somebody fills the index faster than it is sorted. */
  private catchUp(): void {
    if (this.#upkeep !== null) finish(this.#upkeep);
    this.#upkeep = null;
    const job = this.#index.upkeep();
    if (job !== null) finish(job);
  }

  private scheduleUpkeep(): void {
    if (this.#scheduled) return;
    this.#upkeep ??= this.#index.upkeep();
    if (this.#upkeep === null) return;
    this.#scheduled = true;
    this.later(() => this.doSlice());
  }

  private doSlice(): void {
    this.#scheduled = false;
    const until = this.now() + SLICE_MS;
    while (this.#upkeep !== null && this.now() < until) {
      if (this.#upkeep.next().done === true) this.#upkeep = null;
    }
    this.scheduleUpkeep();
  }
}
