import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { DeletedCustomersReplySchema, FormerValuesReplySchema, RollUpsReplySchema } from '../../core/sync/accounts';
import type { Books } from '../books/books';
import { actingUser } from '../plugins/acting-user';
import { errorReplies } from '../plugins/error-replies';
import { callerOf } from '../plugins/register-door';
import { valueOf } from '../plugins/refused';

const DeletedQuery = Type.Object({ text: Type.String({ maxLength: 254 }) });
const CustomerParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) });

/** What Admins ask about what is no longer shown: deleted accounts, those rolled into another, former contact data. */
export const accountsRoutes: FastifyPluginAsyncTypebox<{ readonly books: Books }> = async (server, { books }) => {
  const deleted = { querystring: DeletedQuery, response: { 200: DeletedCustomersReplySchema, ...errorReplies } };
  server.get('/v1/deleted-customers', { schema: deleted }, async (request) => {
    const register = callerOf(request);
    await actingUser(request, books, 'view-deleted-customers', register.locationId);
    return { customers: [...(await books.deletedCustomers(register, request.query.text))] };
  });

  const rollUps = { params: CustomerParams, response: { 200: RollUpsReplySchema, ...errorReplies } };
  server.get('/v1/customers/:id/roll-ups', { schema: rollUps }, async (request) => {
    await actingUser(request, books, 'combine-customers', callerOf(request).locationId);
    return { rollUps: (await books.rollUpsOf(request.params.id)).map((one) => ({ ...one, others: [...one.others] })) };
  });

  const former = { params: CustomerParams, response: { 200: FormerValuesReplySchema, ...errorReplies } };
  server.get('/v1/customers/:id/former-values', { schema: former }, async (request) => {
    const register = callerOf(request);
    await actingUser(request, books, 'view-audit-log', register.locationId);
    return { values: [...valueOf(await books.formerValuesOf(register, request.params.id))] };
  });
};
