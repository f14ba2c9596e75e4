import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Books, Register } from '../books/books';
import { Refused } from './refused';

/**
 * Who may call a route: `register` (the default) one of the account's registers; `revoked-too` also one that was
 * revoked, for its late entries; `anybody` needs no token.
 */
export type Access = 'register' | 'revoked-too' | 'anybody';

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly access?: Access;
  }
  interface FastifyRequest {
    /** The register whose token the request carries; null where none is needed. */
    caller: Register | null;
  }
}

const NOT_SIGNED = {
  code: 'unauthorised',
  message: 'This register is not known to the server. Join it again with a code.',
};
const REVOKED = {
  code: 'register-revoked',
  message: 'This register was removed from the business. What it still has to deliver is kept for an Admin.',
};

/** Lets registers in by their token, before anything of the request's body is read. */
export function addRegisterDoor(server: FastifyInstance, books: Pick<Books, 'registerOfToken'>): void {
  server.decorateRequest('caller', null);
  server.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access ?? 'register';
    if (request.is404 || access === 'anybody') return;
    const token = bearerToken(request.headers.authorization);
    const register = token === null ? null : await books.registerOfToken(token);
    if (register === null) throw new Refused(401, NOT_SIGNED);
    request.caller = register;
    if (register.revokedAt !== null && access !== 'revoked-too') throw new Refused(403, REVOKED);
  });
}

/** The register that calls; only for routes that need one. */
export function callerOf(request: FastifyRequest): Register {
  if (request.caller === null) throw new Refused(401, NOT_SIGNED);
  return request.caller;
}

/** The token of an `Authorization: Bearer …` header; null for anything else. */
export function bearerToken(header: string | undefined): string | null {
  return /^Bearer ([A-Za-z0-9._~+/=-]{1,4096})$/i.exec(header ?? '')?.[1] ?? null;
}
