import { app, Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import { join } from 'node:path';
import { handleAppChannels } from './ipc/app-channels';
import { hardenApp, ownSession } from './harden';
import { onStop, stopInOrder } from './lifecycle';
import { openNetworkDoor, registerOwnScheme } from './network-door/door';
import { claimProfile } from './one-instance';
import type { ServerAccess } from './server-access';
import { reopenAfterCrash } from './windows/after-crash';
import { writeFirstPicture } from './windows/first-picture';
import { createRegisterWindow, openRegister } from './windows/register-window';

/** What the parts of main that keep and know things give to the shell. */
export interface RegisterServices {
  readonly access: ServerAccess;
  /** Called for the register's window before its page is loaded. */
  readonly attach: (window: BrowserWindow) => void;
}

/** Starts the register: the profile first, then the locks, then the services, and the window last. */
export function startRegister(openServices: (environment: NodeJS.ProcessEnv) => Promise<RegisterServices>): void {
  let window: BrowserWindow | null = null;
  const isOurs = claimProfile(() => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  if (!isOurs) return;

  registerOwnScheme();
  hardenApp();
  stopInOrder();
  Menu.setApplicationMenu(applicationMenu());

  void app.whenReady().then(async () => {
    const services = await openServices(process.env);
    const door = openNetworkDoor(ownSession(), join(app.getAppPath(), 'out', 'renderer'), services.access);
    handleAppChannels({ demo: process.env.PAWTILL_DEMO === '1' });
    window = createRegisterWindow();
    window.webContents.on('did-start-navigation', (navigation) => {
      if (navigation.isMainFrame && !navigation.isSameDocument) door.closeAll();
    });
    window.webContents.on('render-process-gone', () => door.closeAll());
    reopenAfterCrash(window);
    window.on('closed', () => (window = null));
    onStop(() => door.closeAll());
    services.attach(window);
    await openRegister(window);
    const picture = process.env.PAWTILL_SCREENSHOT;
    if (picture) await writeFirstPicture(window, picture);
  });
}

/** macOS needs a menu for copy and paste to have keys; elsewhere there is none, and none of its keys. */
function applicationMenu(): Menu | null {
  if (process.platform !== 'darwin') return null;
  const roles: MenuItemConstructorOptions[] = [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }];
  return Menu.buildFromTemplate(roles);
}
