import { join } from 'node:path';
import { hash, verify } from '@node-rs/argon2';
import { Type, type Static } from 'typebox';
import { DAY_MS } from '../../../core/kernel/amounts';
import type { Clock } from '../../../core/kernel/ports';
import type { Disk } from '../journal/disk';
import { KeptValue } from '../journal/kept-value';
import { lockedForMs, withWrongTry } from './lock-out';
import { SteadyClock, SteadyReadingSchema } from './steady-clock';

/** A sign-in works without the network this long after the last one on this register (RO-13). */
export const OFFLINE_SIGN_IN_MS = 30 * DAY_MS;

/** Costs of one try: 19 MiB and two passes, so that six digits are not guessed from a stolen file in minutes. */
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const RecordSchema = Type.Object({
  /** Argon2id, keyed. Null until the user has signed in here. */
  verifier: Type.Union([Type.String(), Type.Null()]),
  /** Steady clock, milliseconds. */
  lastSignInAt: Type.Number(),
  wrongAt: Type.Array(Type.Number()),
});
type SignInRecord = Static<typeof RecordSchema>;

const RecordsSchema = Type.Object({
  version: Type.Literal(1),
  clock: Type.Union([SteadyReadingSchema, Type.Null()]),
  users: Type.Record(Type.String(), RecordSchema),
});

const NOBODY: SignInRecord = { verifier: null, lastSignInAt: 0, wrongAt: [] };

/** What this register itself can say of a PIN. */
export type PinCheck = 'right' | 'wrong' | 'never-signed-in-here' | 'too-long-ago';

/**
 * Who may sign in here without the network: one argon2id verifier per user, keyed with a secret of this computer so
 * that the file alone is worth nothing, and the count of wrong tries, which outlives a restart.
 */
export class SignInRecords {
  /** Compared with when there is nothing to compare with, so that the time taken does not tell. */
  #decoy: Promise<string> | null = null;

  private constructor(
    private readonly kept: KeptValue<typeof RecordsSchema>,
    private readonly clock: SteadyClock,
    private readonly key: Uint8Array,
  ) {}

  /**
   * @param key secret of this computer; with another one no PIN fits any more
   * @param countMs milliseconds of the process's own counter
   */
  static async open(parts: {
    readonly disk: Disk;
    readonly folder: string;
    readonly key: Uint8Array;
    readonly clock: Clock;
    readonly countMs: () => number;
  }): Promise<SignInRecords> {
    const nothing = { version: 1 as const, clock: null, users: {} };
    const kept = await KeptValue.open(parts.disk, join(parts.folder, 'sign-ins.json'), RecordsSchema, nothing);
    const clock = new SteadyClock(parts.clock, parts.countMs, kept.value.clock);
    return new SignInRecords(kept, clock, parts.key);
  }

  /** True when the user has signed in here within 30 days (RO-13). */
  isKnownHere(userId: string): boolean {
    const { verifier, lastSignInAt } = this.#of(userId);
    return verifier !== null && this.clock.now() - lastSignInAt < OFFLINE_SIGN_IN_MS;
  }

  /** How long the user is still locked on this register, milliseconds; 0 when not. */
  lockedForMs(userId: string): number {
    return lockedForMs(this.#of(userId).wrongAt, this.clock.now());
  }

  /**
   * Counts a try as wrong, durably, before it is looked at: ending the process in between wins nothing. Rejects when
   * the disk does.
   */
  async beginTry(userId: string): Promise<void> {
    const record = this.#of(userId);
    await this.#keep(userId, { ...record, wrongAt: [...withWrongTry(record.wrongAt, this.clock.now())] });
  }

  /** The last try could not be judged (no network): it does not count. */
  async takeBackTry(userId: string): Promise<void> {
    const record = this.#of(userId);
    await this.#keep(userId, { ...record, wrongAt: record.wrongAt.slice(0, -1) });
  }

  /** Takes the same time whatever it answers. */
  async check(userId: string, pin: string): Promise<PinCheck> {
    const { verifier } = this.#of(userId);
    const decoy = (this.#decoy ??= hash('nobody', { ...COSTS, secret: this.key }));
    const fits = await verify(verifier ?? (await decoy), pin, { secret: this.key }).catch(() => false);
    if (verifier === null) return 'never-signed-in-here';
    if (!this.isKnownHere(userId)) return 'too-long-ago';
    return fits ? 'right' : 'wrong';
  }

  /** The PIN was right here: wrong tries are forgiven, the 30 days begin anew. */
  async succeed(userId: string): Promise<void> {
    await this.#keep(userId, { ...this.#of(userId), lastSignInAt: this.clock.now(), wrongAt: [] });
  }

  /** The server said that the PIN is right: from now on this register knows it by its own verifier. */
  async remember(userId: string, pin: string): Promise<void> {
    const verifier = await hash(pin, { ...COSTS, secret: this.key });
    await this.#keep(userId, { verifier, lastSignInAt: this.clock.now(), wrongAt: [] });
  }

  /** The PIN was changed elsewhere or the user is gone: the next sign-in asks the server. */
  async forget(userId: string): Promise<void> {
    if (this.#of(userId).verifier !== null) await this.#keep(userId, { ...this.#of(userId), verifier: null });
  }

  #of(userId: string): SignInRecord {
    return Object.hasOwn(this.kept.value.users, userId) ? (this.kept.value.users[userId] ?? NOBODY) : NOBODY;
  }

  #keep(userId: string, record: SignInRecord): Promise<void> {
    const users = { ...this.kept.value.users, [userId]: record };
    return this.kept.set({ version: 1, clock: this.clock.reading(), users });
  }
}
