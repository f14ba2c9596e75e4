import type { SearchPort } from './search-calls';
import { SearchServer } from './search-server';

/**
 * The search worker: one index, asked through ports. Every message to the worker itself hands it one more port
 * (`postMessage(null, [port])`).
 */
function start(): void {
  const turn = new MessageChannel();
  const waiting: (() => void)[] = [];
  turn.port1.onmessage = () => waiting.shift()?.();
  // A message to oneself waits behind questions that are there already, and unlike a timer not for four milliseconds.
  const later = (work: () => void, ms: number) => {
    if (ms > 0) return void setTimeout(work, ms);
    waiting.push(work);
    turn.port2.postMessage(null);
  };
  const server = new SearchServer(later, () => performance.now());
  globalThis.onmessage = (event: MessageEvent) => event.ports.forEach((port: SearchPort) => server.serve(port));
}

start();
