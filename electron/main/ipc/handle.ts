import { ipcMain } from 'electron';
import { Value } from 'typebox/value';
import { ipcContract, type IpcChannel, type IpcReply, type IpcRequest } from '../../../core/ipc/contract';
import { assertOwnFrame } from './own-frame';

/**
 * Answers one channel of the contract. The one place that touches `ipcMain`: a message is checked before any work starts.
 *
 * Expected outcomes travel as data in the reply; a thrown error reaches the page as its message only. What a message
 * contained is never part of that: it may be personal.
 */
export function handle<C extends IpcChannel>(channel: C, work: (request: IpcRequest<C>) => Promise<IpcReply<C>>): void {
  ipcMain.handle(channel, (event, message: unknown) => {
    assertOwnFrame(event.senderFrame);
    if (!Value.Check(ipcContract[channel].request, message)) throw new Error(`wrong-shape: ${channel}`);
    return work(message as IpcRequest<C>);
  });
}
