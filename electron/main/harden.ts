import { app, session, type Session, type WebContents } from 'electron';
import { isOwnAddress } from './own-origin';
import { lockNetwork } from './network-door/network-lock';

/**
 * Electron's security checklist for everything that could ever show a page. Call before the app is ready.
 *
 * The network door uses Node, so Chromium itself needs no network at all: no name resolves for it, and no session of
 * it may ask for anything but the register's own origin.
 */
export function hardenApp(): void {
  app.enableSandbox();
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-features', 'SpareRendererForSitePerProcess,WebBluetooth,Translate');
  app.on('session-created', hardenSession);
  app.on('web-contents-created', (_event, contents) => hardenContents(contents));
}

/** The session of the register's windows, hardened like every other. */
export function ownSession(): Session {
  return session.defaultSession;
}

function hardenSession(created: Session): void {
  created.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  created.setPermissionCheckHandler(() => false);
  created.setDevicePermissionHandler(() => false);
  created.setDisplayMediaRequestHandler((_request, decide) => decide({}));
  created.setSpellCheckerEnabled(false);
  created.on('will-download', (event) => event.preventDefault());
  lockNetwork(created);
}

function hardenContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // A page may load itself again; every other way out of it is closed, for frames and redirects too.
  contents.on('will-frame-navigate', (event) => {
    if (!(event.isMainFrame && isOwnAddress(event.url))) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
}
