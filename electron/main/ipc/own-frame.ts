import type { WebFrameMain } from 'electron';
import { isOwnAddress, ownOrigin } from '../own-origin';

/**
 * Refuses messages from any frame but the top one of a page of our own.
 *
 * The frame may be gone when its message arrives: then there is nobody to answer.
 *
 * @throws Error when the sender is foreign, a subframe, or gone
 */
export function assertOwnFrame(frame: WebFrameMain | null): void {
  const isOwn = frame !== null && frame.parent === null && frame.origin === ownOrigin && isOwnAddress(frame.url);
  if (!isOwn) throw new Error('foreign-frame: this page may not use the register');
}
