import type { User } from '../../../core/domain/organisation/organisation';
import type { RegisterIdentity, Session } from '../../../core/ipc/register-identity';
import type { Clock } from '../../../core/kernel/ports';
import { Signal } from './signal';
import type { Staff } from './staff';

/** Who is signed in at this register; nobody after a start. */
export class CurrentSession {
  readonly changed = new Signal<Session | null>();
  #session: Session | null = null;

  constructor(
    private readonly staff: Staff,
    private readonly identity: () => RegisterIdentity | null,
    private readonly clock: Clock,
  ) {
    staff.changed.listen(() => this.#followStaff());
  }

  get session(): Session | null {
    return this.#session;
  }

  /** The signed-in user with the role the server last told; null when nobody is. */
  get user(): User | null {
    return this.#session === null ? null : this.staff.user(this.#session.userId);
  }

  begin({ id, username, role, locationId }: User): Session {
    const session = { userId: id, username, role, locationId, signedInAt: this.clock.now() };
    this.#change(session);
    return session;
  }

  end(): void {
    if (this.#session !== null) this.#change(null);
  }

  /** A user who was deactivated or may not work here any more is signed out (RO-14); another role holds at once. */
  #followStaff(): void {
    const session = this.#session;
    if (session === null) return;
    const { user } = this;
    const identity = this.identity();
    if (user === null || identity === null || !this.staff.mayDo(user, 'check-out', identity)) return this.end();
    const { username, role, locationId } = user;
    if (session.username !== username || session.role !== role || session.locationId !== locationId) {
      this.#change({ ...session, username, role, locationId });
    }
  }

  #change(session: Session | null): void {
    this.#session = session;
    this.changed.tell(session);
  }
}
