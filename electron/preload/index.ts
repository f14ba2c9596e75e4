import { contextBridge, ipcRenderer } from 'electron';
import type { IpcChannel, IpcReply, IpcRequest } from '../../core/ipc/contract';
import type { PawtillBridge } from '../../core/ipc/bridge';

function ask<C extends IpcChannel>(channel: C, request: IpcRequest<C>): Promise<IpcReply<C>> {
  return ipcRenderer.invoke(channel, request) as Promise<IpcReply<C>>;
}

/** Named functions and nothing generic: a page can ask for exactly these things. */
const bridge: PawtillBridge = {
  about: () => ask('app:about', {}),
  composeMail: (address) => ask('mail:compose', { address }),
  openDataPort: () => {
    const { port1, port2 } = new MessageChannel();
    ipcRenderer.postMessage('data-port:open', null, [port1]);
    window.postMessage('pawtill:data-port', window.location.origin, [port2]);
  },
  registerState: () => ask('register:state', {}),
  joinBusiness: (serverUrl, code) => ask('register:join', { serverUrl, code }),
  setUp: (request) => ask('register:set-up', request),
  setupProgress: () => ask('register:setup-progress', {}),
  signInUsers: () => ask('session:users', {}),
  signIn: (userId, pin) => ask('session:sign-in', { userId, pin }),
  lock: () => ask('session:lock', {}),
  onRegisterChanged: (listener) => {
    const tell = () => listener();
    ipcRenderer.on('register:changed', tell);
    return () => void ipcRenderer.off('register:changed', tell);
  },
};

contextBridge.exposeInMainWorld('pawtill', bridge);
