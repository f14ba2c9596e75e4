import type { Session } from 'electron';
import { isOwnAddress } from '../own-origin';

/** Whether a page or worker of this session may ask for `address`: its own origin, and what it made itself. */
export function mayRequest(address: string): boolean {
  if (address.startsWith('blob:')) return isOwnAddress(address.slice('blob:'.length));
  return isOwnAddress(address) || address.startsWith('data:') || address.startsWith('devtools:');
}

/**
 * The second lock behind the content policy: a request for any other address is cancelled before it leaves, whoever
 * makes it (page, worker, frame, picture, WebSocket).
 */
export function lockNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !mayRequest(details.url) }));
}
