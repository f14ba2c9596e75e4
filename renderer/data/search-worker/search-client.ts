import type { IdentifierKey } from '../../../core/domain/customers/duplicates';
import type { SearchRow } from '../../../core/domain/customers/search-row';
import type {
  RowChange,
  SearchCall,
  SearchCalls,
  SearchNews,
  SearchPort,
  SearchQuestion,
  SearchReply,
} from './search-calls';

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** The asking side of the search worker: of the data worker, which fills it, or of a screen, which only asks. */
export class SearchClient {
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<() => void>();
  #lastId = 0;

  constructor(private readonly port: SearchPort) {
    port.onmessage = ({ data }: MessageEvent<SearchReply | SearchNews>) => {
      if ('id' in data) this.settle(data);
      else for (const listener of this.#listeners) listener();
    };
  }

  /** Calls `listener` whenever rows changed, as often as they do; returns how to stop. */
  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Asks and waits for the answer. A buffer is handed over, not copied. */
  ask<Call extends SearchCall>(
    call: Call,
    request: SearchCalls[Call]['request'],
  ): Promise<SearchCalls[Call]['answer']> {
    this.#lastId += 1;
    const question: SearchQuestion<Call> = { id: this.#lastId, call, request };
    return new Promise((resolve, reject) => {
      this.#waiting.set(question.id, { resolve, reject });
      this.port.postMessage(question, request instanceof ArrayBuffer ? [request] : []);
    });
  }

  /** Takes rows as they are now; whatever is asked on this port afterwards is answered from them. */
  change(changes: readonly RowChange[]): Promise<null> {
    return this.ask('change', changes);
  }

  /** Who has one of these identifiers (IC-7). */
  holders(keys: readonly IdentifierKey[]): Promise<readonly SearchRow[]> {
    return this.ask('holders', keys);
  }

  /** Customers of the same first and last name (IC-9). */
  namesakes(names: Pick<SearchRow, 'firstName' | 'lastName'>): Promise<readonly SearchRow[]> {
    const { firstName, lastName } = names;
    return this.ask('namesakes', { firstName, lastName });
  }

  private settle(reply: SearchReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.ok) waiting?.resolve(reply.answer as never);
    else waiting?.reject(new Error(`search worker: ${reply.error}`));
  }
}
