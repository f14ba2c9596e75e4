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
};

contextBridge.exposeInMainWorld('pawtill', bridge);
