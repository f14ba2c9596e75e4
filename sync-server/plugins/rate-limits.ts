import rateLimit, { type RateLimitOptions } from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';

/** Requests without a token that make or change something, per address. */
export const openDoorLimit: RateLimitOptions = { max: 30, timeWindow: '1 minute' };

/** Requests that try a PIN, per address; one shop's registers may share an address. */
export const pinLimit: RateLimitOptions = { max: 120, timeWindow: '1 minute' };

/** Limits the routes that ask for it, by address; a request too many is answered 429 before it is read. */
export async function addRateLimits(server: FastifyInstance): Promise<void> {
  await server.register(rateLimit, { global: false, hook: 'onRequest' });
}
