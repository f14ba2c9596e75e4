import type { PawtillBridge } from '../../core/ipc/bridge';
import type { RegisterData } from './register-data';
import { ScreenClient } from './screen-client';
import { SearchClient } from './search-worker/search-client';

/**
 * Starts the data worker and the search worker of this page and connects them with main, with one another and with the
 * screen. Call once per load of the page.
 */
export async function connectRegisterData(bridge: Pick<PawtillBridge, 'openDataPort'>): Promise<RegisterData> {
  const dataWorker = new Worker(new URL('./data-worker/worker.ts', import.meta.url), { type: 'module', name: 'data' });
  const searchWorker = new Worker(new URL('./search-worker/search-worker.ts', import.meta.url), {
    type: 'module',
    name: 'search',
  });
  const [screenSearch, dataSearch] = [new MessageChannel(), new MessageChannel()];
  searchWorker.postMessage(null, [screenSearch.port1]);
  searchWorker.postMessage(null, [dataSearch.port1]);

  const screen = new MessageChannel();
  const data = new ScreenClient(screen.port1, new SearchClient(screenSearch.port2));
  globalThis.addEventListener('online', () => data.wake());
  for (const act of ['keydown', 'pointerdown', 'wheel', 'touchmove'] as const) {
    globalThis.addEventListener(act, () => data.acted(), { capture: true, passive: true });
  }
  // What is asked before the data worker runs waits in the channel.
  const mainPort = await dataPort(bridge);
  dataWorker.postMessage(null, [mainPort, dataSearch.port2, screen.port2]);
  return data;
}

/** The port to main, as the preload hands it over. */
function dataPort(bridge: Pick<PawtillBridge, 'openDataPort'>): Promise<MessagePort> {
  return new Promise((resolve) => {
    const take = (event: MessageEvent) => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== 'pawtill:data-port' || port === undefined) return;
      window.removeEventListener('message', take);
      resolve(port);
    };
    window.addEventListener('message', take);
    bridge.openDataPort();
  });
}
