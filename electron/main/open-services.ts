import { app, dialog, safeStorage, type BrowserWindow, type MessagePortMain } from 'electron';
import { join } from 'node:path';
import type { PortMessage } from '../../core/ipc/data-port';
import type { DataPortDesk } from './data-port/data-port-desk';
import { onDataPort } from './ipc/data-port';
import { handleRegisterChannels } from './ipc/register-channels';
import { nodeDisk } from './journal/node-disk';
import { onStop } from './lifecycle';
import { openRegisterServices, type OpenServices } from './register-services';
import { joinUnattended, unattendedJoinOf } from './session/join-unattended';
import { askForExportPath } from './spreadsheet/ask-for-export-path';
import { SpreadsheetProcess } from './spreadsheet/spreadsheet-process';
import type { RegisterServices } from './start-register';
import { processCountMs, randomIds, systemClock } from './system-ports';

/** How often free room and staff are looked at, and how long the window waits for an unattended join. Milliseconds. */
const LOOK_AFTER_MS = 30_000;
const JOIN_PATIENCE_MS = 3_000;
/** The journal is verified when the start is long over, a few entries at a time. */
const VERIFY_AFTER_MS = 60_000;
const VERIFY_PAUSE_MS = 250;

/** Opens what main keeps and knows, in the profile that Electron was given. Ends the process when that cannot be. */
export async function openServices(environment: NodeJS.ProcessEnv): Promise<RegisterServices> {
  const unattended = unattendedJoinOf(environment);
  const services = await openRegisterServices({
    disk: nodeDisk,
    profile: join(app.getPath('userData'), 'pawtill'),
    keychain: safeStorage,
    request: fetch,
    clock: systemClock,
    ids: randomIds,
    countMs: processCountMs,
    // The server names it by its number at the location: what a till is called, not what its computer is.
    computerName: '',
    environmentUrl: unattended.serverUrl,
    spreadsheets: {
      askForPath: askForExportPath,
      startWorker: () => new SpreadsheetProcess(),
      startListWorker: () => new SpreadsheetProcess(),
    },
    onJournalStopped: () =>
      stop('Something else changed the files of this register. Pawtill ends so that nothing is written twice.'),
  }).catch((error: unknown) => {
    console.error('services-failed', error instanceof Error ? error.message : 'unknown');
    stop('The data of this register cannot be opened. Is its disk full, or was it removed?');
    throw error;
  });

  handleRegisterChannels(services);
  if (services.register.identity === null) {
    await Promise.race([joinUnattended(services.joining, unattended, wait), wait(JOIN_PATIENCE_MS)]);
  }
  lookAfter(services);
  onStop(() => services.close());
  return { access: services.access, attach: (window) => attach(window, services) };
}

function attach(window: BrowserWindow, { dataPorts, changed }: OpenServices): void {
  const { webContents } = window;
  onDataPort(webContents, (port) => answerPort(port, dataPorts));
  const stop = changed.listen(() => webContents.send('register:changed'));
  window.once('closed', stop);
}

function answerPort(port: MessagePortMain, desk: DataPortDesk): void {
  const open = desk.open((message: PortMessage) => port.postMessage(message));
  port.on('message', ({ data }) => void open.receive(data));
  port.on('close', () => open.close());
  port.start();
}

function lookAfter(services: OpenServices): void {
  void services.lookAfter();
  setInterval(() => void services.lookAfter(), LOOK_AFTER_MS).unref();
  setTimeout(() => void services.verifyJournal(() => wait(VERIFY_PAUSE_MS)), VERIFY_AFTER_MS).unref();
}

/** A timer that keeps nothing alive. */
function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}

function stop(message: string): void {
  dialog.showErrorBox('Pawtill stops', message);
  app.exit(1);
}
