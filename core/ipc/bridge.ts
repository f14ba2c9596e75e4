import type { IpcReply, IpcRequest } from './contract';

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

  /** Where this installation stands: new, or a register of a business with somebody signed in or nobody. */
  registerState(): Promise<IpcReply<'register:state'>>;
  joinBusiness(serverUrl: string, code: string): Promise<IpcReply<'register:join'>>;
  setUp(request: IpcRequest<'register:set-up'>): Promise<IpcReply<'register:set-up'>>;
  setupProgress(): Promise<IpcReply<'register:setup-progress'>>;
  signInUsers(): Promise<IpcReply<'session:users'>>;
  signIn(userId: string, pin: string): Promise<IpcReply<'session:sign-in'>>;
  lock(): Promise<IpcReply<'session:lock'>>;
  /** Joined, signed in or out: `registerState` answers something new. Returns how to stop listening. */
  onRegisterChanged(listener: () => void): () => void;
}
