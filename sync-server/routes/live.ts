import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Books, Register } from '../books/books';
import { HeadsStream } from '../live/heads-stream';
import type { LiveHeads } from '../live/live-heads';
import { safeError } from '../logging/safe-error';
import { errorReplies } from '../plugins/error-replies';
import { bearerToken, callerOf } from '../plugins/register-door';

export interface LiveRouteParts {
  readonly books: Books;
  readonly live: LiveHeads;
  /** How often a stream says something although nothing happened. */
  readonly heartbeatMs: number;
}

/**
 * `GET /v1/live`: server-sent events with the heads of the register's own feeds, at every change and as heartbeat.
 *
 * It carries no document: what changed is asked for by the feed, under the feed's own checks. A register that is
 * revoked meanwhile is let go at the next heartbeat.
 */
export const liveRoute: FastifyPluginAsyncTypebox<LiveRouteParts> = async (server, { books, live, heartbeatMs }) => {
  const open = new Set<HeadsStream>();
  // Streams never end by themselves, so a server that waits for them would never stop.
  server.addHook('preClose', async () => {
    for (const stream of open) stream.finish();
  });

  const stillFollowed = async (register: Register, token: string | null): Promise<readonly string[] | null> => {
    const now = token === null ? null : await books.registerOfToken(token);
    return now === null || now.revokedAt !== null ? null : books.feedsOf(register);
  };

  const schema = { response: { 200: Type.Unsafe<HeadsStream>({}), ...errorReplies } };
  server.get('/v1/live', { schema }, async (request, reply) => {
    const register = callerOf(request);
    const token = bearerToken(request.headers.authorization);
    let feeds = await books.feedsOf(register);
    const stream = new HeadsStream();
    const subscription = live.follow(feeds, (heads) => stream.send(heads));

    const beat = setInterval(() => {
      stillFollowed(register, token).then(
        (followed) => {
          if (followed === null) return stream.finish();
          feeds = followed;
          subscription.follow(feeds);
          stream.send(live.known(feeds));
        },
        // Without its database the server still has a heartbeat: the register need not come back later for it.
        (error: unknown) => {
          request.log.debug({ err: safeError(error) }, 'heartbeat without database');
          stream.send(live.known(feeds));
        },
      );
    }, heartbeatMs).unref();

    open.add(stream);
    stream.once('close', () => {
      clearInterval(beat);
      subscription.end();
      open.delete(stream);
    });
    return reply.header('x-accel-buffering', 'no').type('text/event-stream').send(stream);
  });
};
