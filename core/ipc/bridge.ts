import type { IpcReply } from './contract';

/** What the preload puts into a page as `window.pawtill`: named functions, nothing generic. */
export interface PawtillBridge {
  about(): Promise<IpcReply<'app:about'>>;
  /** Opens the computer's mail program with one address (CL-6). */
  composeMail(address: string): Promise<IpcReply<'mail:compose'>>;
  /**
   * Asks for the port to the main process, once per load of the page. It arrives as a `message` event of the window
   * with the data `'pawtill:data-port'`, and is to be handed to the data worker.
   */
  openDataPort(): void;
}
