import type { User } from '../../../core/domain/organisation/organisation';
import type { RegisterIdentity, Session } from '../../../core/ipc/register-identity';
import { MINUTE_MS } from '../../../core/kernel/amounts';
import { ok, refuse, type Result } from '../../../core/kernel/result';
import type { CurrentSession } from './current-session';
import type { RegisterStore } from './register-store';
import type { ServerClient, ServerRefusal } from './server-client';
import type { PinCheck, SignInRecords } from './sign-in-records';
import type { Staff } from './staff';

/** Why somebody is not signed in: a stable code, one sentence for the person. */
export interface SignInRefusal {
  readonly code:
    | 'not-joined'
    | 'unknown-user'
    | 'wrong-pin'
    | 'user-locked'
    | 'first-sign-in-needs-network'
    | 'sign-in-expired'
    | 'register-revoked'
    | 'not-written';
  readonly message: string;
  readonly retryAfterMs: number | null;
}

/** Sign-ins, failures and lock-outs for the audit log (RO-16); `userId` null while nobody is signed in. */
export type Audit = (
  action: string,
  target: string,
  detail: Readonly<Record<string, string | number | boolean>>,
  userId: string | null,
) => Promise<void>;

export interface SignInParts {
  readonly register: RegisterStore;
  readonly staff: Staff;
  readonly records: SignInRecords;
  readonly current: CurrentSession;
  readonly client: ServerClient;
  readonly audit: Audit;
}

/**
 * Signs users in with a PIN: by this register's own verifier first, so that a cashier never waits for a network, by
 * the server when the PIN is new here. The server is asked behind, for a PIN or a role that changed.
 */
export class SignInDesk {
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: SignInParts) {}

  /** One try at a time, whoever asks: tries side by side are not faster. */
  signIn(userId: string, pin: string): Promise<Result<Session, SignInRefusal>> {
    const work = () => this.#signIn(userId, pin);
    const done = this.#last.then(work, work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Signs out; the sign-in screen is next. */
  async lock(): Promise<void> {
    const { session } = this.parts.current;
    if (session === null) return;
    this.parts.current.end();
    await this.parts.audit('signed-out', session.userId, {}, session.userId);
  }

  async #signIn(userId: string, pin: string): Promise<Result<Session, SignInRefusal>> {
    const { register, staff, records, audit } = this.parts;
    const { identity } = register;
    if (identity === null) return refuse(refusalOf('not-joined'));
    const user = staff.user(userId);
    if (user === null || !staff.mayDo(user, 'check-out', identity)) {
      await records.check(userId, pin);
      return this.#refuse(userId, refusalOf('unknown-user'));
    }
    const lockedMs = records.lockedForMs(userId);
    if (lockedMs > 0) return this.#refuse(userId, lockedFor(lockedMs));
    try {
      await records.beginTry(userId);
    } catch {
      // Tries that cannot be counted are not looked at: RO-13 would not hold.
      return refuse(refusalOf('not-written'));
    }
    const judged = await this.#judge(user, pin);
    if (!judged.ok) {
      const nowLockedMs = judged.refusal.code === 'wrong-pin' ? records.lockedForMs(userId) : 0;
      if (nowLockedMs > 0) await audit('user-locked', userId, { minutes: Math.ceil(nowLockedMs / MINUTE_MS) }, null);
      return this.#refuse(userId, nowLockedMs > 0 ? lockedFor(nowLockedMs) : judged.refusal);
    }
    const session = this.parts.current.begin(judged.value.user);
    await audit('signed-in', userId, { by: judged.value.by }, userId);
    return ok(session);
  }

  async #refuse(userId: string, refusal: SignInRefusal): Promise<Result<never, SignInRefusal>> {
    // Only ids this register knows: what somebody typed into a message is no business of the log.
    const target = this.parts.staff.user(userId) === null ? '' : userId;
    await this.parts.audit('sign-in-refused', target, { code: refusal.code }, null);
    return refuse(refusal);
  }

  async #judge(user: User, pin: string): Promise<Result<{ user: User; by: 'register' | 'server' }, SignInRefusal>> {
    const { records, register } = this.parts;
    const here = await records.check(user.id, pin);
    if (here === 'right') {
      await records.succeed(user.id).catch(() => undefined);
      void this.#refreshBehind(user.id, pin);
      return ok({ user, by: 'register' });
    }
    const there = await this.#askServer(user.id, pin);
    if (there.ok) {
      await records.remember(user.id, pin).catch(() => undefined);
      void this.refreshStaff();
      return ok({ user: there.value, by: 'server' });
    }
    const refusal = refusalFrom(there.refusal, here);
    // Not judged by anybody: no wrong try.
    if (refusal.code !== 'wrong-pin') await records.takeBackTry(user.id).catch(() => undefined);
    return refuse(register.tokenIsLost ? refusalOf('register-revoked') : refusal);
  }

  async #askServer(userId: string, pin: string): Promise<Result<User, ServerRefusal>> {
    const { client, register } = this.parts;
    const url = register.url();
    const token = register.token();
    if (url === null || token === null) return refuse({ code: 'unreachable', message: '', retryAfterMs: null });
    return client.signIn(url, token, userId, pin);
  }

  /** Nobody waits for this. A PIN that was changed elsewhere fits no longer from the next sign-in on. */
  async #refreshBehind(userId: string, pin: string): Promise<void> {
    const there = await this.#askServer(userId, pin);
    if (!there.ok && there.refusal.code === 'wrong-pin') {
      await this.parts.records.forget(userId).catch(() => undefined);
    }
    await this.refreshStaff();
  }

  /** Fetches the staff with main's own token (RO-14). Quiet when the server does not answer. */
  async refreshStaff(): Promise<void> {
    const { client, register, staff } = this.parts;
    const url = register.url();
    const token = register.token();
    if (register.identity === null || url === null || token === null) return;
    const reply = await client.users(url, token);
    if (reply.ok) await staff.take(reply.value).catch(() => undefined);
  }

  /** Users the sign-in screen offers, and whether each may sign in here without the network. */
  usersToOffer(identity: RegisterIdentity): readonly { readonly user: User; readonly knownHere: boolean }[] {
    const { staff, records } = this.parts;
    return staff.whoMayWorkHere(identity).map((user) => ({ user, knownHere: records.isKnownHere(user.id) }));
  }
}

const SENTENCES: Readonly<Record<Exclude<SignInRefusal['code'], 'user-locked'>, string>> = {
  'not-joined': 'This register has not joined a business yet.',
  'unknown-user': 'This user cannot sign in on this register.',
  'wrong-pin': 'This PIN does not fit this user.',
  'first-sign-in-needs-network':
    'The first sign-in on this register needs the network, and the server does not answer.',
  'sign-in-expired':
    'The last sign-in on this register is more than 30 days ago. The next one needs the network, and the server does not answer.',
  'register-revoked': 'The server does not let this register in any more. An Administrator can let it join again.',
  'not-written': 'The disk of this register does not take any data. Free some room and try again.',
};

function refusalOf(code: Exclude<SignInRefusal['code'], 'user-locked'>): SignInRefusal {
  return { code, message: SENTENCES[code], retryAfterMs: null };
}

function lockedFor(retryAfterMs: number): SignInRefusal {
  const minutes = Math.ceil(retryAfterMs / MINUTE_MS);
  const wait = minutes === 1 ? 'in a minute' : `in ${minutes} minutes`;
  return { code: 'user-locked', message: `Too many wrong PINs. This user can sign in again ${wait}.`, retryAfterMs };
}

/** What the person is told when neither this register nor the server said yes. */
function refusalFrom({ code, retryAfterMs }: ServerRefusal, here: PinCheck): SignInRefusal {
  if (code === 'wrong-pin' || here === 'wrong') return refusalOf('wrong-pin');
  if (code === 'user-locked') return lockedFor(retryAfterMs ?? 15 * MINUTE_MS);
  if (code === 'unauthorised' || code === 'register-revoked') return refusalOf('register-revoked');
  return refusalOf(here === 'too-long-ago' ? 'sign-in-expired' : 'first-sign-in-needs-network');
}
