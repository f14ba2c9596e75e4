import type { FastifyInstance } from 'fastify';

/**
 * One line per request: what was asked by its route's template, never by its address, which may carry what was
 * searched for; who asked by the register's id, never by its token.
 */
export function addRequestLog(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        registerId: request.caller?.id ?? null,
      },
      'request',
    );
  });
}
