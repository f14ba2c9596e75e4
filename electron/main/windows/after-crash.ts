import { app, dialog, type BrowserWindow } from 'electron';
import { CrashLimit } from './crash-limit';
import { openRegister } from './register-window';

/**
 * Loads the page again when its process ended by itself (out of memory, a fault in Chromium): nobody at a counter knows
 * what to do with an empty window. Nothing is lost by it, because journal and drafts are main's (PU-19).
 */
export function reopenAfterCrash(window: BrowserWindow): void {
  const limit = new CrashLimit();
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    console.error('page-gone', reason);
    if (limit.mayLoadAgain(performance.now())) return void openRegister(window).catch(() => undefined);
    const again = 'Start it again. Everything that was finished is kept, and so is the transaction in progress.';
    dialog.showErrorBox('Pawtill stops', `The page of this register ends by itself again and again. ${again}`);
    app.quit();
  });
}
