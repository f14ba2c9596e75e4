import { join } from 'node:path';
import { Type } from 'typebox';
import { RegisterIdentitySchema, type RegisterIdentity } from '../../../core/ipc/register-identity';
import type { JoinReply } from '../../../core/sync/join';
import type { Disk } from '../journal/disk';
import { KeptValue } from '../journal/kept-value';
import type { ServerAccess } from '../server-access';
import type { SecretBox } from './secret-box';
import { Signal } from './signal';

const TOKEN = 'register-token';

const JoinedSchema = Type.Object({
  version: Type.Literal(1),
  identity: RegisterIdentitySchema,
  /** Joined at the server the environment named: a later start may name another address of it. */
  serverFromEnvironment: Type.Boolean(),
  /** This register has had a journal: one made anew counts receipts in a series of its own (SA-9). */
  hadJournal: Type.Boolean(),
});
const KeptSchema = Type.Union([JoinedSchema, Type.Null()]);

/** Who this register is, where its server is, and the token that lets it in. The token is handed to main's own parts only. */
export class RegisterStore implements ServerAccess {
  readonly changed = new Signal<RegisterIdentity | null>();
  #token: string | null = null;

  private constructor(
    private readonly kept: KeptValue<typeof KeptSchema>,
    private readonly box: SecretBox,
    private readonly environmentUrl: string | null,
  ) {}

  /** @param environmentUrl the server's address the environment gives, if any */
  static async open(parts: {
    readonly disk: Disk;
    readonly folder: string;
    readonly box: SecretBox;
    readonly environmentUrl: string | null;
  }): Promise<RegisterStore> {
    const kept = await KeptValue.open(parts.disk, join(parts.folder, 'register.json'), KeptSchema, null);
    const store = new RegisterStore(kept, parts.box, parts.environmentUrl);
    store.#token = await parts.box.read(TOKEN);
    return store;
  }

  /** Null before this register has joined an account. */
  get identity(): RegisterIdentity | null {
    return this.kept.value?.identity ?? null;
  }

  get hadJournal(): boolean {
    return this.kept.value?.hadJournal ?? false;
  }

  /** The address of this register's server; before joining, the one the environment suggests. */
  url(): string | null {
    const joined = this.kept.value;
    if (joined === null) return this.environmentUrl;
    return (joined.serverFromEnvironment ? this.environmentUrl : null) ?? joined.identity.serverUrl;
  }

  token(): string | null {
    return this.identity === null ? null : this.#token;
  }

  /** True when this register has joined and its token cannot be read any more (another keychain). */
  get tokenIsLost(): boolean {
    return this.identity !== null && this.#token === null;
  }

  /** Keeps what the server answered to a join. Rejects when the disk does; the register has then not joined. */
  async join(reply: JoinReply, serverUrl: string): Promise<void> {
    const { registerId, registerName, registerNumber, scope, location, accountId, accountName, epoch } = reply;
    await this.box.write(TOKEN, reply.token);
    this.#token = reply.token;
    const identity: RegisterIdentity = {
      ...{ registerId, registerName, registerNumber, scope, location, accountId, accountName, serverUrl },
      joinedEpoch: epoch,
    };
    const serverFromEnvironment = this.environmentUrl !== null && isSameServer(serverUrl, this.environmentUrl);
    await this.kept.set({ version: 1, identity, serverFromEnvironment, hadJournal: false });
    this.changed.tell(identity);
  }

  /** From now on a journal that is not there was lost. */
  async noteJournal(): Promise<void> {
    if (this.kept.value !== null && !this.kept.value.hadJournal) {
      await this.kept.set({ ...this.kept.value, hadJournal: true });
    }
  }
}

function isSameServer(one: string, other: string): boolean {
  return new URL(one).origin === new URL(other).origin;
}
