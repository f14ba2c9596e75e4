import { connectRegisterData } from '../../../../renderer/data/connect';
import type { RegisterData } from '../../../../renderer/data/register-data';

declare global {
  interface Window {
    /** The data layer as screens get it, connected when first asked for. */
    probe: { data(): Promise<RegisterData>; brokenPromises(): Promise<readonly string[]> };
  }
}

let connected: Promise<RegisterData> | null = null;

window.probe = {
  data: () => (connected ??= connectRegisterData(window.pawtill)),
  brokenPromises: () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./store-worker.ts', import.meta.url), { type: 'module' });
      worker.onmessage = (event: MessageEvent<readonly string[]>) => resolve(event.data);
      worker.onerror = (event) => reject(new Error(event.message));
    }),
};
