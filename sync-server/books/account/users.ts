import type { User } from '../../../core/domain/organisation/organisation';
import { isLastMasterAdmin } from '../../../core/domain/users/permissions';
import type { Instant } from '../../../core/kernel/amounts';
import { ok, refuse, type Result } from '../../../core/kernel/result';
import { ACCOUNT_FEED } from '../../../core/sync/checkpoint';
import type { ErrorReply } from '../../../core/sync/error-reply';
import type { FeedChange } from '../../store/rows';
import type { StoreReads, StoreTransaction } from '../../store/store';
import type { BooksParts, NewUser } from '../books';
import { changeAccount } from './change-account';
import { locationsOf } from './settings';

const NOT_FOUND: ErrorReply = { code: 'not-found', message: 'There is no such user or location.' };
const NAME_TAKEN: ErrorReply = { code: 'username-taken', message: 'Another user has this name already.' };
const LAST_MASTER: ErrorReply = {
  code: 'last-master-admin',
  message: 'The last active Administrator of the master location cannot be removed or demoted.',
};

export async function usersOf(reads: StoreReads): Promise<readonly User[]> {
  return (await reads.documents('users')).map(({ document }) => document as unknown as User);
}

/** How a user's PIN is verified; null for unknown or inactive users (RO-14). */
export async function verifierOf(reads: StoreReads, userId: string): Promise<string | null> {
  const user = (await reads.document('users', userId)) as User | null;
  return user?.active ? reads.verifier(userId) : null;
}

/** Adds a user with the way its PIN is verified. */
export async function addUser(parts: BooksParts, { user, verifier }: NewUser): Promise<Result<User, ErrorReply>> {
  return changeAccount(parts, async ({ tx, now }) => {
    const others = await usersOf(tx);
    const refusal = others.some(({ id }) => id === user.id) ? NAME_TAKEN : await userRefusal(tx, user, others);
    if (refusal !== null) return refuse(refusal);
    const change = await putUser(tx, user, now);
    await tx.putVerifier(user.id, verifier);
    return ok({ value: user, changes: [change] });
  });
}

/** Changes role, location, name or activity; entries written before are judged by what was true then. */
export async function changeUser(parts: BooksParts, user: User): Promise<Result<User, ErrorReply>> {
  return changeAccount(parts, async ({ tx, now }) => {
    const users = await usersOf(tx);
    const before = users.find(({ id }) => id === user.id);
    if (before === undefined) return refuse(NOT_FOUND);
    const others = users.filter(({ id }) => id !== user.id);
    const refusal = await userRefusal(tx, user, others);
    if (refusal !== null) return refuse(refusal);

    const settings = { locations: [...(await locationsOf(tx))] };
    const remains = isLastMasterAdmin(user, [...others, user], settings);
    if (isLastMasterAdmin(before, users, settings) && !remains) return refuse(LAST_MASTER); // RO-15
    return ok({ value: user, changes: [await putUser(tx, user, now)] });
  });
}

/** Writes a user, and from when on it is so. */
export async function putUser(tx: StoreTransaction, user: User, now: Instant): Promise<FeedChange> {
  await tx.putDocuments([{ collection: 'users', id: user.id, owner: null, document: user }]);
  await tx.addUserVersion({ userId: user.id, from: now, document: user });
  return { feed: ACCOUNT_FEED, collection: 'users', id: user.id, change: 'put' };
}

async function userRefusal(reads: StoreReads, user: User, others: readonly User[]): Promise<ErrorReply | null> {
  const name = user.username.toLowerCase();
  if (others.some(({ username }) => username.toLowerCase() === name)) return NAME_TAKEN;
  const locations = await locationsOf(reads);
  return locations.some(({ id }) => id === user.locationId) ? null : NOT_FOUND;
}
