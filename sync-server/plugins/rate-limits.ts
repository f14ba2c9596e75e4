import type { FastifyReply, FastifyRequest } from 'fastify';
import { MINUTE_MS } from '../../core/kernel/amounts';
import type { Clock } from '../../core/kernel/ports';
import { Tries } from '../sign-in/tries';
import { Refused } from './refused';

/** Tries that came to nothing, per address and minute, before the next are not looked at for a minute. */
const TRIES_PER_MINUTE = 30;

const TOO_MANY = { code: 'too-many-requests', message: 'Too many tries from this address. Try again in a minute.' };

/**
 * Hooks of a route that needs no token, so that codes are not guessed: by address, before anything is read. A request
 * that succeeds is not held against its address, because a shop's registers often share one.
 */
export function addressLimit(clock: Clock) {
  const tries = new Tries(TRIES_PER_MINUTE, MINUTE_MS);
  return {
    onRequest: async (request: FastifyRequest) => {
      const waitMs = tries.begin(request.ip, clock.now());
      if (waitMs > 0) throw new Refused(429, TOO_MANY, waitMs);
    },
    onResponse: async (request: FastifyRequest, reply: FastifyReply) => {
      if (reply.statusCode < 400) tries.forgive(request.ip);
    },
  };
}
