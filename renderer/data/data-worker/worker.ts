import { dataPortClient } from '../../../core/ipc/data-port-client';
import type { Clock, IdSource } from '../../../core/kernel/ports';
import { PersonFirst } from '../person-first';
import { SearchClient } from '../search-worker/search-client';
import { dexieKit } from './collections/dexie-kit';
import { keepAdvertOut } from './collections/quiet-rxdb';
import { copyExport } from './export/export-copy';
import { customerExport } from './export/export-customers';
import { fetchTransport } from './network/fetch-transport';
import { placeOf } from './register/engine';
import type { Timers } from './register/ports';
import { Register } from './register/register';
import { RxdbStore } from './rxdb-store';
import { ScreenServer } from './screen-server';
import { IndexKeeper } from './search/index-keeper';
import { SavedIndex } from './search/saved-index';
import { SearchFinder } from './search/search-finder';
import { UploadDesk } from './uploads/upload-desk';

const systemClock: Clock = { now: () => Date.now() };

const systemTimers: Timers = {
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};

const randomIds: IdSource = {
  newId: () => crypto.randomUUID(),
  newSalt: (bytes) => Array.from(crypto.getRandomValues(new Uint8Array(bytes)), hexOf).join(''),
};

function hexOf(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/** Everything a register does without a screen, on a thread of its own. */
async function startRegister(mainPort: MessagePort, searchPort: MessagePort, screenPort: MessagePort): Promise<void> {
  keepAdvertOut(console);
  const main = dataPortClient((message) => mainPort.postMessage(message));
  mainPort.onmessage = (event: MessageEvent<unknown>) => main.receive(event.data);
  const search = new SearchClient(searchPort);
  const keeper = new IndexKeeper(search, new SavedIndex(), systemTimers, systemClock);

  const person = new PersonFirst(() => performance.now());
  const { identity } = await main.ask('register:identity', {});
  const isInPlace = identity === null ? Promise.resolve() : keeper.putBack(placeOf(identity));
  const register = new Register({
    ...{ main, transport: fetchTransport, store: new RxdbStore(dexieKit()) },
    ...{ clock: systemClock, timers: systemTimers, ids: randomIds, random: Math.random },
    ...{ finder: new SearchFinder(search, isInPlace), person },
  });
  register.begun.add((engine) => void isInPlace.then(() => keeper.keep(engine)));
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const uploads = new UploadDesk(register, main, wait);
  const exports = { customers: customerExport(register, main, search), copy: copyExport(register, main) };
  new ScreenServer(register, exports, screenPort, uploads, person);
  globalThis.addEventListener('online', () => register.wake());
  await register.start();
}

globalThis.onmessage = (event: MessageEvent) => {
  const [mainPort, searchPort, screenPort] = event.ports;
  if (mainPort === undefined || searchPort === undefined || screenPort === undefined) return;
  void startRegister(mainPort, searchPort, screenPort);
};
