import type { MessagePortMain, WebContents } from 'electron';
import { assertOwnFrame } from './own-frame';

/**
 * Tells when a page asks for its port to the main process: at most one per load of the page.
 *
 * The page passes its end on to the data worker, whose messages then reach main without crossing the screen's thread.
 * What comes over the port is checked by the listener against `core/ipc`.
 */
export function onDataPort(contents: WebContents, listener: (port: MessagePortMain) => void): void {
  let taken = false;
  contents.on('did-start-navigation', (navigation) => {
    if (navigation.isMainFrame && !navigation.isSameDocument) taken = false;
  });
  contents.ipc.on('data-port:open', (event) => {
    assertOwnFrame(event.senderFrame);
    const [port] = event.ports;
    if (!port) return;
    if (taken) return port.close();
    taken = true;
    listener(port);
  });
}
