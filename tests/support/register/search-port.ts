import { SearchClient } from '../../../renderer/data/search-worker/search-client';
import type { SearchPort } from '../../../renderer/data/search-worker/search-calls';
import { SearchServer } from '../../../renderer/data/search-worker/search-server';

/** Two ends of a channel without threads: what is posted at one arrives, copied, at the other a moment later. */
export function aChannel(): readonly [SearchPort, SearchPort] {
  const end = (): SearchPort => ({ postMessage: () => undefined, onmessage: null });
  const [one, other] = [end(), end()];
  const join = (from: SearchPort, to: SearchPort) => {
    from.postMessage = (message) => {
      const data: unknown = structuredClone(message);
      queueMicrotask(() => to.onmessage?.({ data } as MessageEvent));
    };
  };
  join(one, other);
  join(other, one);
  return [one, other];
}

/** The search worker's index, asked over a port. */
export function aSearchWorker(): SearchClient {
  const server = new SearchServer(
    (work) => setImmediate(work),
    () => performance.now(),
  );
  const [here, there] = aChannel();
  server.serve(there);
  return new SearchClient(here);
}
