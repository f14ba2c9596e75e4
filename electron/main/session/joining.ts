import { ok, refuse, type Result } from '../../../core/kernel/result';
import { readNewPin } from '../../../core/domain/users/pin';
import type { JoinReply, SetupRequest, SetupState } from '../../../core/sync/join';
import type { IdSource } from '../../../core/kernel/ports';
import type { RegisterStore } from './register-store';
import { UNREACHABLE, type ServerClient, type ServerRefusal } from './server-client';
import type { Staff } from './staff';

/** A refusal for the first-run screen: a stable code, one sentence. */
export interface JoinRefusal {
  readonly code: string;
  readonly message: string;
}

/** The first business as typed; the location's id and kind are ours. */
export interface BusinessToSetUp {
  readonly accountName: string;
  readonly location: Omit<Extract<SetupRequest, { kind: 'business' }>['location'], 'id' | 'kind'>;
  readonly username: string;
  readonly pin: string;
}

/** What this computer calls itself, for the list of registers. */
const MAX_REGISTER_NAME = 60;

export interface JoiningParts {
  readonly register: RegisterStore;
  readonly staff: Staff;
  readonly client: ServerClient;
  readonly ids: IdSource;
  /** Name of the computer. */
  readonly computerName: string;
  /** Called when the register has its identity; joining is done when it returns. */
  readonly onJoined: () => Promise<void>;
}

/** Makes this installation a register: by a one-time code, or as the first one of a new business or of the demo. */
export class Joining {
  #busy: Promise<Result<null, JoinRefusal>> | null = null;

  constructor(private readonly parts: JoiningParts) {}

  join(serverUrl: string, code: string): Promise<Result<null, JoinRefusal>> {
    const { client } = this.parts;
    return this.#once(serverUrl, (origin) => client.join(origin, { code: code.trim(), registerName: this.#name }));
  }

  setUpDemo(): Promise<Result<null, JoinRefusal>> {
    const { client, register } = this.parts;
    const request: SetupRequest = { kind: 'demo', registerName: this.#name };
    return this.#once(register.url(), (origin) => client.setUp(origin, request));
  }

  /** The PIN goes to the server and is kept nowhere here; the Admin's first sign-in makes this register's verifier. */
  async setUpBusiness({ accountName, location, username, pin }: BusinessToSetUp): Promise<Result<null, JoinRefusal>> {
    const { client, register, ids } = this.parts;
    const read = readNewPin(pin); // RO-16
    if (!read.ok) return refuse({ code: read.refusal.code, message: read.refusal.message });
    const request: SetupRequest = {
      kind: 'business',
      registerName: this.#name,
      accountName: accountName.trim(),
      location: { ...location, id: ids.newId(), kind: 'master' },
      admin: { username: username.trim(), pin: read.value },
    };
    return this.#once(register.url(), (origin) => client.setUp(origin, request));
  }

  /** What the server that was suggested holds; null when there is none or it does not answer. */
  async serverState(): Promise<SetupState | null> {
    const url = this.parts.register.url();
    const state = url === null ? null : await this.parts.client.setupState(url);
    return state !== null && state.ok ? state.value : null;
  }

  get #name(): string {
    return this.parts.computerName.slice(0, MAX_REGISTER_NAME);
  }

  /** A second click, or an unattended join beside a clicked one, shares the answer of the first. */
  #once(
    serverUrl: string | null,
    ask: (origin: string) => Promise<Result<JoinReply, ServerRefusal>>,
  ): Promise<Result<null, JoinRefusal>> {
    this.#busy ??= this.#become(serverUrl, ask).finally(() => {
      this.#busy = null;
    });
    return this.#busy;
  }

  async #become(
    serverUrl: string | null,
    ask: (origin: string) => Promise<Result<JoinReply, ServerRefusal>>,
  ): Promise<Result<null, JoinRefusal>> {
    const { register, staff } = this.parts;
    if (register.identity !== null && !register.tokenIsLost) {
      return refuse({ code: 'already-joined', message: 'This register belongs to a business already.' });
    }
    const origin = trustedOrigin(serverUrl);
    if (!origin.ok) return origin;
    const reply = await ask(origin.value);
    if (!reply.ok) return refuse(plain(reply.refusal));
    try {
      await staff.take({ users: reply.value.users });
      await register.join(reply.value, origin.value);
    } catch {
      return refuse({ code: 'not-written', message: 'The disk of this register does not take any data.' });
    }
    await this.parts.onJoined();
    return ok(null);
  }
}

function plain({ code, message }: ServerRefusal): JoinRefusal {
  return { code, message: code === UNREACHABLE ? 'The sync server does not answer at this address.' : message };
}

const THIS_COMPUTER = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * The origin of a server's address as typed. Tokens and PINs travel to it, so that outside this computer it has to be
 * `https`.
 */
export function trustedOrigin(typed: string | null): Result<string, JoinRefusal> {
  const url = addressAsTyped(typed?.trim() ?? '');
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return refuse({ code: 'bad-address', message: 'This is no address of a sync server.' });
  }
  if (url.protocol === 'http:' && !THIS_COMPUTER.test(url.hostname)) {
    return refuse({
      code: 'needs-https',
      message: 'A sync server on another computer needs an address that begins with https://.',
    });
  }
  return ok(url.origin);
}

/** An address without a scheme is `https`, or `http` on this computer. */
function addressAsTyped(text: string): URL | null {
  if (text === '') return null;
  if (/^[a-z]+:\/\//i.test(text)) return URL.canParse(text) ? new URL(text) : null;
  const url = addressAsTyped(`https://${text}`);
  return url !== null && THIS_COMPUTER.test(url.hostname) ? addressAsTyped(`http://${text}`) : url;
}
