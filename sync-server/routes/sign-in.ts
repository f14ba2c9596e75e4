import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { SignInReplySchema, SignInRequestSchema, UsersReplySchema } from '../../core/sync/join';
import type { Books } from '../books/books';
import { errorReplies } from '../plugins/error-replies';
import { callerOf } from '../plugins/register-door';
import type { SignInDesk } from '../sign-in/sign-in-desk';

/** `GET /v1/users` and `POST /v1/sign-in`: who works here, and a user's first sign-in on a register (RO-13). */
export const signInRoutes: FastifyPluginAsyncTypebox<{ readonly books: Books; readonly signIn: SignInDesk }> = async (
  server,
  { books, signIn },
) => {
  const reading = { response: { 200: UsersReplySchema, ...errorReplies } };
  server.get('/v1/users', { schema: reading }, async () => {
    const [users, locations] = await Promise.all([books.users(), books.locations()]);
    return { users: [...users], locations: locations.map(({ id, kind }) => ({ id, kind })) };
  });

  const signing = { body: SignInRequestSchema, response: { 200: SignInReplySchema, ...errorReplies } };
  server.post('/v1/sign-in', { schema: signing }, async (request) => {
    const { userId, pin } = request.body;
    return { user: await signIn.userOf(callerOf(request).id, userId, pin) };
  });
};
