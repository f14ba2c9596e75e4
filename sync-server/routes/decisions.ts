import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { DecisionsOfferSchema } from '../../core/sync/decision';
import type { Books } from '../books/books';
import { DECISIONS_BODY_LIMIT } from '../plugins/body-limits';
import { errorReplies } from '../plugins/error-replies';
import { callerOf } from '../plugins/register-door';

const TakenSchema = Type.Object({ taken: Type.Integer() });

/** `POST /v1/decisions`: what a restored server decided before, offered back; only its own signed words count. */
export const decisionsRoute: FastifyPluginAsyncTypebox<{ readonly books: Books }> = async (server, { books }) => {
  const schema = { body: DecisionsOfferSchema, response: { 200: TakenSchema, ...errorReplies } };

  server.post('/v1/decisions', { schema, bodyLimit: DECISIONS_BODY_LIMIT }, (request) =>
    books.takeBackDecisions(callerOf(request), request.body.decisions),
  );
};
