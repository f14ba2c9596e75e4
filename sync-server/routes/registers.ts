import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { User } from '../../core/domain/organisation/organisation';
import type { Books } from '../books/books';
import { errorReplies } from '../plugins/error-replies';
import { callerOf } from '../plugins/register-door';
import { Refused, valueOf } from '../plugins/refused';
import type { SignInDesk } from '../sign-in/sign-in-desk';

const Id = Type.String({ minLength: 1, maxLength: 64 });
/** The Admin who stands at the register, proven with the PIN in the same request. */
const AdminSchema = Type.Object({ userId: Id, pin: Type.String({ minLength: 1, maxLength: 32 }) });

const JoinCodeRequest = Type.Object(
  { admin: AdminSchema, locationId: Id, scope: Type.Union([Type.Literal('location'), Type.Literal('all')]) },
  { additionalProperties: false },
);
const JoinCodeReply = Type.Object({ code: Type.String(), validMinutes: Type.Integer() });
const RevokeParams = Type.Object({ id: Id });
const RevokeRequest = Type.Object({ admin: AdminSchema }, { additionalProperties: false });
const RevokeReply = Type.Object({ registerId: Type.String() });

const NOT_ALLOWED = { code: 'forbidden', message: 'Only an Admin of that location, or a Master Admin, may do this.' };
const NO_REGISTER = { code: 'not-found', message: 'There is no such register.' };

export interface RegistersRouteParts {
  readonly books: Books;
  readonly signIn: SignInDesk;
}

/** `POST /v1/join-codes` and `POST /v1/registers/:id/revoke`: an Admin lets registers in and out (RO-2, RO-6). */
export const registersRoutes: FastifyPluginAsyncTypebox<RegistersRouteParts> = async (server, { books, signIn }) => {
  /** Throws unless the PIN is right and the user is Admin of `locationId` (null: of everything). */
  const assertAdminOf = async (
    registerId: string,
    admin: { userId: string; pin: string },
    locationId: string | null,
  ) => {
    const user = await signIn.userOf(registerId, admin.userId, admin.pin);
    const locations = await books.locations();
    if (!isAdminOf(user, locationId, locations.find(({ kind }) => kind === 'master')?.id))
      throw new Refused(403, NOT_ALLOWED);
  };

  const inviting = { body: JoinCodeRequest, response: { 200: JoinCodeReply, ...errorReplies } };
  server.post('/v1/join-codes', { schema: inviting }, async (request) => {
    const { admin, locationId, scope } = request.body;
    await assertAdminOf(callerOf(request).id, admin, scope === 'all' ? null : locationId);
    return { code: valueOf(await books.createJoinCode(locationId, scope)), validMinutes: 10 };
  });

  const revoking = { params: RevokeParams, body: RevokeRequest, response: { 200: RevokeReply, ...errorReplies } };
  server.post('/v1/registers/:id/revoke', { schema: revoking }, async (request) => {
    const { id } = request.params;
    const register = (await books.registers()).find((one) => one.id === id);
    const locationId = register?.scope === 'location' ? register.locationId : null;
    await assertAdminOf(callerOf(request).id, request.body.admin, locationId);
    if (register === undefined) throw new Refused(404, NO_REGISTER);
    valueOf(await books.revokeRegister(id));
    return { registerId: id };
  });
};

/** An Admin of the master location is Master Admin of all (RO-2). */
function isAdminOf(user: User, locationId: string | null, masterId: string | undefined): boolean {
  return user.role === 'admin' && (user.locationId === masterId || user.locationId === locationId);
}
