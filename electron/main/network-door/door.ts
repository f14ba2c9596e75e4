import { protocol, type Session } from 'electron';
import { isOwnAddress, ownScheme } from '../own-origin';
import type { ServerAccess } from '../server-access';
import { refusal } from './content-policy';
import { appFiles } from './serve-app';
import { serverForwarder, type ServerForwarder } from './forward';

/** Declares the register's scheme a full citizen of the web platform. Call before the app is ready. */
export function registerOwnScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: ownScheme, privileges }]);
}

/**
 * The only door of a window: serves the app at `pawtill://register/`, and forwards `/v1/…` to the sync server with the
 * register's token.
 *
 * @returns the forwarder, so that streams can be ended with the page that opened them
 */
export function openNetworkDoor(session: Session, appFolder: string, access: ServerAccess): ServerForwarder {
  const serve = appFiles(appFolder);
  const forwarder = serverForwarder(access);
  session.protocol.handle(ownScheme, async (request) => {
    if (!isOwnAddress(request.url)) return refusal(404, 'not-found', 'There is no such page.');
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/v1/')) return forwarder.forward(request);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refusal(405, 'method', 'This page can only be read.');
    return serve(pathname);
  });
  return forwarder;
}
