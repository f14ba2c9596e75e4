import type { FastifyInstance } from 'fastify';

/**
 * Nothing the server says may be kept, framed, sniffed or read by a page: its clients are registers, not browsers.
 * There is no CORS header on purpose, so a page of another origin reads nothing.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Puts the security headers, and the request's id for support, on every reply. */
export function addSecurityHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers(securityHeaders).header('x-request-id', request.id);
  });
}
