import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { JoinReplySchema, JoinRequestSchema } from '../../core/sync/join';
import type { Clock } from '../../core/kernel/ports';
import type { Books } from '../books/books';
import { errorReplies } from '../plugins/error-replies';
import { addressLimit } from '../plugins/rate-limits';
import { valueOf } from '../plugins/refused';

/** `POST /v1/join`: a register changes a one-time code for a token of its own. */
export const joinRoute: FastifyPluginAsyncTypebox<{ readonly books: Books; readonly clock: Clock }> = async (
  server,
  { books, clock },
) => {
  const schema = { body: JoinRequestSchema, response: { 200: JoinReplySchema, ...errorReplies } };
  const open = { config: { access: 'anybody' }, ...addressLimit(clock) } as const;

  server.post('/v1/join', { schema, ...open }, async (request) => valueOf(await books.redeemJoinCode(request.body)));
};
