import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { FeedDigestSchema, FeedReplySchema, FeedRequestSchema } from '../../core/sync/feed';
import type { Books } from '../books/books';
import { errorReplies } from '../plugins/error-replies';
import { callerOf } from '../plugins/register-door';
import { valueOf } from '../plugins/refused';
import { isLoopback } from '../setup/own-computer';

const FeedParams = Type.Object({ feed: Type.String({ minLength: 1, maxLength: 80 }) });

/** A `FeedReply` as the books wrote it: their own documents, a megabyte of them, are not read again to be sent. */
const PageBytes = Type.Unsafe<Buffer>(FeedReplySchema);
const WORTH_PACKING_BYTES = 16 * 1024;
const packed = promisify(gzip);
const JSON_TYPE = 'application/json; charset=utf-8';

/** `POST /v1/feed/:feed`: what changed after a checkpoint; `…/digest`: what the register should hold by now. */
export const feedRoutes: FastifyPluginAsyncTypebox<{ readonly books: Books }> = async (server, { books }) => {
  const paging = { params: FeedParams, body: FeedRequestSchema, response: { 200: PageBytes, ...errorReplies } };
  server.post('/v1/feed/:feed', { schema: paging }, async (request, reply) => {
    const page = valueOf(await books.feedPage(callerOf(request), request.params.feed, request.body));
    void reply.type(JSON_TYPE);
    if (page.length < WORTH_PACKING_BYTES || !wantsPacked(request)) return reply.send(page);
    return reply.header('content-encoding', 'gzip').send(await packed(page, { level: constants.Z_BEST_SPEED }));
  });

  const comparing = { params: FeedParams, response: { 200: FeedDigestSchema, ...errorReplies } };
  server.post('/v1/feed/:feed/digest', { schema: comparing }, async (request) =>
    valueOf(await books.feedDigest(callerOf(request), request.params.feed)),
  );
};

/** Packed, a page is a seventh as large, for 15 ms beside the main thread: worth it over any network. */
function wantsPacked({ ip, headers }: FastifyRequest): boolean {
  return !isLoopback(ip) && /\bgzip\b/.test(headers['accept-encoding']?.toString() ?? '');
}
