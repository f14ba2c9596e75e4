import type { FastifyRequest } from 'fastify';
import type { User } from '../../core/domain/organisation/organisation';
import { checkPermission, type Action } from '../../core/domain/users/permissions';
import type { Actor, Books } from '../books/books';
import { callerOf } from './register-door';
import { Refused } from './refused';

/** The header in which a register's main process names who is signed in; it strips whatever a page would send. */
const HEADER = 'x-pawtill-user';
const ID = /^[A-Za-z0-9_-]{1,64}$/;

const NOBODY = { code: 'not-signed-in', message: 'Sign in first.' };

/**
 * The user of a request, if he may do `action` there; the server decides again what a register decided already (RO-11).
 * A refused attempt is in the audit log (RO-16).
 *
 * @param locationId where it takes effect; null for what concerns several locations
 * @throws Refused 401 without a known user, 403 with the reason of `checkPermission`
 */
export async function actingUser(
  request: FastifyRequest,
  books: Pick<Books, 'users' | 'settings' | 'recordAudit'>,
  action: Action,
  locationId: string | null,
): Promise<Actor> {
  const register = callerOf(request);
  const user = await namedUser(request, books);
  const settings = await books.settings();
  if (user === null || settings === null) throw new Refused(401, NOBODY);
  const location = locationId === null ? null : { id: locationId };
  const permission = checkPermission(user, action, { settings, location });
  if (permission.ok) return { user, register };
  const { code, message } = permission.refusal;
  await books.recordAudit({ user, register }, 'attempt-refused', action, { code, role: user.role });
  throw new Refused(403, { code, message });
}

async function namedUser(request: FastifyRequest, books: Pick<Books, 'users'>): Promise<User | null> {
  const id = request.headers[HEADER];
  if (typeof id !== 'string' || !ID.test(id)) return null;
  return (await books.users()).find((user) => user.id === id) ?? null;
}
