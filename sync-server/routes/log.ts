import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import {
  HeadsReplySchema,
  HeadsRequestSchema,
  LogBatchSchema,
  LogReplySchema,
  OwnEntriesReplySchema,
} from '../../core/sync/log';
import type { Books } from '../books/books';
import { LOG_BODY_LIMIT } from '../plugins/body-limits';
import { errorReplies } from '../plugins/error-replies';
import { callerOf } from '../plugins/register-door';
import { valueOf } from '../plugins/refused';

const OwnEntriesParams = Type.Object({ logId: Type.String({ minLength: 1, maxLength: 64 }) });
const OwnEntriesQuery = Type.Object({
  after: Type.Integer({ minimum: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 500 }),
});

/**
 * The register log: entries in and verdicts out, where both sides stand, and own entries back.
 *
 * A revoked register may still deliver, and compare heads for it: it learns where its own log ends and nothing else.
 */
export const logRoutes: FastifyPluginAsyncTypebox<{ readonly books: Books }> = async (server, { books }) => {
  const config = { access: 'revoked-too' } as const;

  const delivering = { body: LogBatchSchema, response: { 200: LogReplySchema, ...errorReplies } };
  server.post('/v1/log', { schema: delivering, config, bodyLimit: LOG_BODY_LIMIT }, async (request) =>
    valueOf(await books.acceptBatch(callerOf(request), request.body)),
  );

  const comparing = { body: HeadsRequestSchema, response: { 200: HeadsReplySchema, ...errorReplies } };
  server.post('/v1/log/heads', { schema: comparing, config }, (request) =>
    books.compareHeads(callerOf(request), request.body),
  );

  const fetching = {
    params: OwnEntriesParams,
    querystring: OwnEntriesQuery,
    response: { 200: OwnEntriesReplySchema, ...errorReplies },
  };
  server.get('/v1/log/:logId', { schema: fetching }, (request) => {
    const { after, limit } = request.query;
    return books.ownEntries(callerOf(request), request.params.logId, after, limit);
  });
};
