import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { JoinReplySchema, JoinRequestSchema } from '../../core/sync/join';
import type { Books } from '../books/books';
import { errorReplies } from '../plugins/error-replies';
import { openDoorLimit } from '../plugins/rate-limits';
import { valueOf } from '../plugins/refused';

/** `POST /v1/join`: a register changes a one-time code for a token of its own. */
export const joinRoute: FastifyPluginAsyncTypebox<{ readonly books: Books }> = async (server, { books }) => {
  const schema = { body: JoinRequestSchema, response: { 200: JoinReplySchema, ...errorReplies } };
  const config = { access: 'anybody', rateLimit: openDoorLimit } as const;

  server.post('/v1/join', { schema, config }, async (request) => valueOf(await books.redeemJoinCode(request.body)));
};
