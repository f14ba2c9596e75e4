import { Type, type Static, type TSchema } from 'typebox';
import { registerContract } from './register-contract';

const closed = { additionalProperties: false } as const;

/** Every channel between a window and the main process: one row gives both sides their types and main its check. */
export const ipcContract = {
  ...registerContract,
  /** What runs here, for the help page and for support. */
  'app:about': {
    request: Type.Object({}, closed),
    reply: Type.Object({
      version: Type.String(),
      electron: Type.String(),
      chrome: Type.String(),
      demo: Type.Boolean(),
    }),
  },
  /** Opens the computer's mail program with one address (CL-6). */
  'mail:compose': {
    request: Type.Object({ address: Type.String({ minLength: 3, maxLength: 254 }) }, closed),
    reply: Type.Object({ kind: Type.Enum(['opened', 'no-mail-program', 'not-an-address']) }),
  },
} as const satisfies Record<string, { readonly request: TSchema; readonly reply: TSchema }>;

export type IpcChannel = keyof typeof ipcContract;
export type IpcRequest<C extends IpcChannel> = Static<(typeof ipcContract)[C]['request']>;
export type IpcReply<C extends IpcChannel> = Static<(typeof ipcContract)[C]['reply']>;
