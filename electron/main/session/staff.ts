import { join } from 'node:path';
import { Type } from 'typebox';
import { LocationSchema, UserSchema, type User } from '../../../core/domain/organisation/organisation';
import { mayDo, type Action, type ActionPlace } from '../../../core/domain/users/permissions';
import type { RegisterIdentity } from '../../../core/ipc/register-identity';
import type { UsersReply } from '../../../core/sync/join';
import type { Disk } from '../journal/disk';
import { KeptValue } from '../journal/kept-value';
import { Signal } from './signal';

const StaffSchema = Type.Object({
  version: Type.Literal(1),
  users: Type.Array(UserSchema),
  locations: Type.Array(Type.Pick(LocationSchema, ['id', 'kind'])),
});

/**
 * The staff as the server last told it to main itself (RO-14): roles are never taken from a screen. Works offline with
 * what is known.
 */
export class Staff {
  readonly changed = new Signal<readonly User[]>();

  private constructor(private readonly kept: KeptValue<typeof StaffSchema>) {}

  static async open(disk: Disk, folder: string): Promise<Staff> {
    const nobody = { version: 1 as const, users: [], locations: [] };
    return new Staff(await KeptValue.open(disk, join(folder, 'staff.json'), StaffSchema, nobody));
  }

  get users(): readonly User[] {
    return this.kept.value.users;
  }

  user(userId: string): User | null {
    return this.users.find(({ id }) => id === userId) ?? null;
  }

  /** Whether the user may do this at the register's location (table 2.2). */
  mayDo(user: User | null, action: Action, identity: RegisterIdentity): boolean {
    return mayDo(user, action, this.placeOf(identity));
  }

  placeOf({ location }: RegisterIdentity): ActionPlace {
    return { settings: { locations: [location, ...this.kept.value.locations] }, location };
  }

  /** Active users who may work at this register, Administrators first. */
  whoMayWorkHere(identity: RegisterIdentity): readonly User[] {
    const here = this.users.filter((user) => this.mayDo(user, 'check-out', identity));
    return here.sort((one, other) =>
      one.role === other.role ? one.username.localeCompare(other.username) : one.role === 'admin' ? -1 : 1,
    );
  }

  /** Takes what the server told. Holds at once; rejects when the disk does. */
  async take({ users, locations }: UsersReply): Promise<void> {
    const next = { version: 1 as const, users, locations: locations ?? this.kept.value.locations };
    if (JSON.stringify(next) === JSON.stringify(this.kept.value)) return;
    const kept = this.kept.set(next);
    this.changed.tell(users);
    await kept;
  }
}
