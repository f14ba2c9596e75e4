import type { User } from '../../core/domain/organisation/organisation';
import type { Clock } from '../../core/kernel/ports';
import type { Books } from '../books/books';
import { Refused } from '../plugins/refused';
import { isPinOf, pinVerifier } from './pin';
import { Tries } from './tries';

/** Wrong tries before a user is locked on one register, and on all together; and before a register is, for all users (RO-13). */
const TRIES_PER_REGISTER = 10;
const TRIES_PER_USER = 30;
const TRIES_OF_REGISTER = 60;

const WRONG_PIN = { code: 'wrong-pin', message: 'This PIN does not fit this user.' };
const LOCKED = { code: 'user-locked', message: 'Too many wrong PINs. This user can sign in again in 15 minutes.' };

/** Tells who stands at a register, by PIN. */
export class SignInDesk {
  readonly #books: Pick<Books, 'users' | 'verifierOf'>;
  readonly #clock: Clock;
  readonly #atRegister = new Tries(TRIES_PER_REGISTER);
  readonly #anywhere = new Tries(TRIES_PER_USER);
  readonly #ofRegister = new Tries(TRIES_OF_REGISTER);
  /** Compared with when there is no such user, so that the time taken does not tell. */
  #nobody: Promise<string> | null = null;

  constructor(books: Pick<Books, 'users' | 'verifierOf'>, clock: Clock) {
    this.#books = books;
    this.#clock = clock;
  }

  /** The active user with this PIN. Throws `Refused`: 403 when it does not fit, 429 while the user is locked. */
  async userOf(registerId: string, userId: string, pin: string): Promise<User> {
    const now = this.#clock.now();
    const place = `${registerId} ${userId}`;
    const waitMs =
      this.#atRegister.begin(place, now) ||
      this.#anywhere.begin(userId, now) ||
      this.#ofRegister.begin(registerId, now);
    if (waitMs > 0) throw new Refused(429, LOCKED, waitMs);

    const [verifier, users] = await Promise.all([this.#books.verifierOf(userId), this.#books.users()]);
    const user = users.find((one) => one.id === userId && one.active);
    const fits = await isPinOf(verifier ?? (await (this.#nobody ??= pinVerifier('nobody'))), pin);
    if (!fits || verifier === null || user === undefined) throw new Refused(403, WRONG_PIN);

    this.#atRegister.forgive(place);
    this.#anywhere.forgive(userId);
    this.#ofRegister.forgive(registerId);
    return user;
  }
}
