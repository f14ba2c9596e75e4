import { app, BrowserWindow, nativeTheme } from 'electron';
import { join } from 'node:path';
import { startAddress } from '../own-origin';

/** Colours of the empty window until the page has painted, so that nothing flashes. */
const paper = { light: '#ffffff', dark: '#1a1b1e' };

/** Makes the register's window; it shows itself when its page has painted. `openRegister` loads the page. */
export function createRegisterWindow(): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Pawtill',
    width: 1280,
    height: 800,
    minWidth: 800,
    minHeight: 600,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? paper.dark : paper.light,
    webPreferences: {
      preload: join(app.getAppPath(), 'out', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      // A register that is covered by another window goes on receiving and sending.
      backgroundThrottling: false,
      devTools: !app.isPackaged,
    },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}

/** Loads the register's first page. */
export async function openRegister(window: BrowserWindow): Promise<void> {
  await window.loadURL(startAddress);
}
