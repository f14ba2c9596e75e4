import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { FeedDigestSchema, FeedReplySchema, FeedRequestSchema } from '../../core/sync/feed';
import type { Books } from '../books/books';
import { errorReplies } from '../plugins/error-replies';
import { callerOf } from '../plugins/register-door';
import { valueOf } from '../plugins/refused';

const FeedParams = Type.Object({ feed: Type.String({ minLength: 1, maxLength: 80 }) });

/**
 * A page is the books' own documents, a megabyte of them: checking each against a union of schemas to find out what to
 * leave away took longer than everything else, and they hold nothing else.
 */
const asItIs = () => (value: unknown) => JSON.stringify(value);

/** `POST /v1/feed/:feed`: what changed after a checkpoint; `…/digest`: what the register should hold by now. */
export const feedRoutes: FastifyPluginAsyncTypebox<{ readonly books: Books }> = async (server, { books }) => {
  const paging = { params: FeedParams, body: FeedRequestSchema, response: { 200: FeedReplySchema, ...errorReplies } };
  server.post('/v1/feed/:feed', { schema: paging, serializerCompiler: asItIs }, async (request) =>
    valueOf(await books.feedPage(callerOf(request), request.params.feed, request.body)),
  );

  const comparing = { params: FeedParams, response: { 200: FeedDigestSchema, ...errorReplies } };
  server.post('/v1/feed/:feed/digest', { schema: comparing }, async (request) =>
    valueOf(await books.feedDigest(callerOf(request), request.params.feed)),
  );
};
