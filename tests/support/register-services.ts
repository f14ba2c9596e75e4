import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { dataPortClient, type DataPortClient } from '../../core/ipc/data-port-client';
import type { LogEntry } from '../../core/log/entry';
import { nodeDisk } from '../../electron/main/journal/node-disk';
import { openRegisterServices, type OpenServices } from '../../electron/main/register-services';
import type { KeychainEncryption } from '../../electron/main/session/secret-box';
import { randomIds } from '../../electron/main/system-ports';
import { handClock, type HandClock } from './seeded';

/** A keychain that only tests have: what it seals is not readable as it lies, and another one opens nothing. */
export function aKeychain(key = 0x5a): KeychainEncryption {
  const turned = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ key));
  return {
    isEncryptionAvailable: () => true,
    encryptString: (text) => turned(Buffer.from(`sealed:${text}`)),
    decryptString: (sealed) => {
      const text = turned(sealed).toString('utf8');
      if (!text.startsWith('sealed:')) throw new Error('sealed by another keychain');
      return text.slice('sealed:'.length);
    },
  };
}

/** A computer without one: what Electron says on a Linux machine without a keyring. */
export const noKeychain: KeychainEncryption = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'basic_text',
  encryptString: (text) => Buffer.from(text),
  decryptString: (sealed) => sealed.toString('utf8'),
};

/** Main's services of one register, in a real folder, on a clock driven by hand. */
export interface TestRegister {
  readonly profile: string;
  readonly clock: HandClock;
  readonly services: OpenServices;
  readonly worker: DataPortClient;
  /** False: nothing reaches the server. `silent`: requests go out and no answer comes. */
  online: boolean | 'silent';
  /** Everything this register asked a server, `METHOD path`. */
  readonly asked: string[];
  /** The process's own counter goes on, and the clock with it. Milliseconds. */
  pass(milliseconds: number): void;
  /** Ends the process in order and starts it again on the same profile. */
  restart(stated?: { readonly keychain?: KeychainEncryption }): Promise<void>;
  /** Every entry of the current log. */
  entries(): Promise<readonly LogEntry[]>;
  /** The audit log as `action target`. */
  audited(): Promise<readonly string[]>;
}

export async function aRegister(
  stated: { readonly serverUrl?: string; readonly keychain?: KeychainEncryption } = {},
): Promise<TestRegister> {
  const profile = await mkdtemp(join(tmpdir(), 'pawtill-profile-'));
  const clock = handClock();
  let countMs = 0;
  const asked: string[] = [];
  const open = (keychain: KeychainEncryption): Promise<OpenServices> =>
    openRegisterServices({
      ...{ disk: nodeDisk, profile, clock, keychain, ids: randomIds, computerName: 'counter-pc' },
      countMs: () => countMs,
      environmentUrl: stated.serverUrl ?? null,
      onJournalStopped: () => undefined,
      // Exports have tests of their own and one in real Electron: nobody names a file here.
      spreadsheets: {
        askForPath: async () => null,
        startWorker: () => ({ ask: async () => ({ kind: 'failed', code: 'no-process' }), end: () => undefined }),
      },
      request: (input, init) => {
        asked.push(`${init?.method ?? 'GET'} ${new URL(String(input)).pathname}`);
        if (register.online === 'silent') return new Promise(() => undefined);
        return register.online ? fetch(input, init) : Promise.reject(new TypeError('fetch failed'));
      },
    });
  const keychain = stated.keychain ?? aKeychain();
  let services = await open(keychain);
  let worker = clientOf(services);
  const register: TestRegister = {
    profile,
    clock,
    get services() {
      return services;
    },
    get worker() {
      return worker;
    },
    online: true,
    asked,
    pass(milliseconds) {
      countMs += milliseconds;
      clock.advance(milliseconds);
    },
    async restart(again = {}) {
      await services.close();
      countMs = 0;
      services = await open(again.keychain ?? keychain);
      worker = clientOf(services);
    },
    async entries() {
      const { head } = await worker.ask('journal:head', {});
      return (await worker.ask('journal:read', { logId: head.logId, after: 0, limit: 1000 })).entries;
    },
    async audited() {
      const audits = (await register.entries()).filter(({ kind }) => kind === 'audit-recorded');
      return audits.map(({ facts }) => `${String(facts['action'])} ${String(facts['target'])}`);
    },
  };
  onTestFinished(async () => {
    await services.close();
    await rm(profile, { recursive: true, force: true });
  });
  return register;
}

/** What crosses a port is copied, as between processes. */
function clientOf({ dataPorts }: OpenServices): DataPortClient {
  const port = dataPorts.open((message) => client.receive(structuredClone(message)));
  const client = dataPortClient((message) => void port.receive(structuredClone(message)));
  return client;
}
