import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { HistoryReplySchema } from '../../core/sync/accounts';
import { MasterListReplySchema, VisitorReplySchema } from '../../core/sync/master-list';
import type { Books } from '../books/books';
import { errorReplies } from '../plugins/error-replies';
import { callerOf } from '../plugins/register-door';
import { valueOf } from '../plugins/refused';

const SearchQuery = Type.Object({
  text: Type.String({ minLength: 1, maxLength: 254 }),
  limit: Type.Integer({ minimum: 1, maximum: 50 }),
});
const VisitorParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) });

/** The master list: "At your other locations" while online, and a customer brought over from there (LO-8). */
export const customersRoutes: FastifyPluginAsyncTypebox<{ readonly books: Books }> = async (server, { books }) => {
  const searching = { querystring: SearchQuery, response: { 200: MasterListReplySchema, ...errorReplies } };
  server.get('/v1/customers', { schema: searching }, async (request) => {
    const { text, limit } = request.query;
    return { matches: [...valueOf(await books.searchMasterList(callerOf(request), text, limit))] };
  });

  const history = { params: VisitorParams, response: { 200: HistoryReplySchema, ...errorReplies } };
  server.get('/v1/customers/:id/history', { schema: history }, async (request) => {
    return { visits: valueOf(await books.historyOf(callerOf(request), request.params.id)) };
  });

  const visiting = { params: VisitorParams, response: { 200: VisitorReplySchema, ...errorReplies } };
  server.get('/v1/customers/:id', { schema: visiting }, async (request) =>
    valueOf(await books.visitor(callerOf(request), request.params.id)),
  );
};
