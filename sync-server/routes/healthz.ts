import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Books } from '../books/books';
import { errorReplies } from '../plugins/error-replies';

const HealthSchema = Type.Object({ status: Type.Literal('ok'), serverTime: Type.Integer() });

/** `GET /healthz`: this process answers and reaches its database. Says nothing about the business. */
export const healthzRoute: FastifyPluginAsyncTypebox<{ readonly books: Books; readonly now: () => number }> = async (
  server,
  { books, now },
) => {
  const schema = { response: { 200: HealthSchema, ...errorReplies } };

  server.get('/healthz', { schema, config: { access: 'anybody' } }, async () => {
    await books.epoch();
    return { status: 'ok' as const, serverTime: now() };
  });
};
