import type { ServerAccess } from '../server-access';
import { refusal, securedResponse } from './content-policy';
import { guardedStream } from './guarded-stream';

/** How long the server may take to begin an answer, and how long a begun answer may stay silent (heartbeats: 15 s). */
export interface DoorLimits {
  readonly answerMs: number;
  readonly silenceMs: number;
}

const usualLimits: DoorLimits = { answerMs: 60_000, silenceMs: 45_000 };
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
const requestHeaders = ['accept', 'content-type', 'last-event-id'];
const replyHeaders = ['cache-control', 'content-type', 'retry-after'];

/** Answers with a token in them, or that decide who is who, go to main alone: no window ever sees them. */
const mainOnly: ReadonlySet<string> = new Set(['join', 'setup', 'sign-in', 'users']);

/** Forwards requests of the page to the one configured server. */
export interface ServerForwarder {
  forward(request: Request): Promise<Response>;
  /** Ends every request that is still open; for a page that has gone, whose streams nobody reads any more. */
  closeAll(): void;
  /** How many answers are still open at the server. */
  openCount(): number;
}

/**
 * Forwards by Node's own network, never by a session of Chromium: those are locked (see `lockNetwork`).
 *
 * Whatever keeps the server from answering becomes 503 `offline`, which is a normal state of a register and no error.
 */
export function serverForwarder(access: ServerAccess, limits: DoorLimits = usualLimits): ServerForwarder {
  const open = new Set<AbortController>();

  async function forward(request: Request): Promise<Response> {
    const target = serverAddress(access, request);
    if (target instanceof Response) return target;

    const abort = new AbortController();
    open.add(abort);
    const close = () => open.delete(abort);
    abort.signal.addEventListener('abort', close, { once: true });
    request.signal.addEventListener('abort', () => abort.abort(), { once: true });
    const timer = setTimeout(() => abort.abort(), limits.answerMs);
    try {
      const reply = await fetch(target, {
        method: request.method,
        headers: { ...picked(request.headers, requestHeaders), ...ownHeaders(access) },
        body: request.body,
        redirect: 'manual',
        signal: abort.signal,
        ...(request.body ? { duplex: 'half' } : {}),
      } as RequestInit);
      if (reply.status >= 300 && reply.status < 400) {
        abort.abort();
        return refusal(502, 'redirected', 'The sync server sent us elsewhere, where a register does not follow.');
      }
      if (reply.body === null) close();
      const body = reply.body && guardedStream(reply.body, { silenceMs: limits.silenceMs, abort, onEnd: close });
      return securedResponse(body, reply.status, picked(reply.headers, replyHeaders));
    } catch {
      close();
      return refusal(503, 'offline', 'The sync server cannot be reached. The register goes on without it.');
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    forward,
    closeAll: () => open.forEach((abort) => abort.abort()),
    openCount: () => open.size,
  };
}

/** Who asks: only main knows, whatever a page would like it to be. */
function ownHeaders(access: ServerAccess): Record<string, string> {
  const userId = access.userId?.() ?? null;
  const authorization = `Bearer ${access.token()}`;
  return userId === null ? { authorization } : { authorization, 'x-pawtill-user': userId };
}

/** The server's address for what a page asks, or the refusal it gets instead. */
function serverAddress(access: ServerAccess, request: Request): URL | Response {
  const server = access.url();
  if (server === null || access.token() === null) {
    return refusal(503, 'not-joined', 'This register has not joined a business yet.');
  }
  const { pathname, search } = new URL(request.url);
  const noun = firstNoun(pathname);
  if (noun === null || mainOnly.has(noun) || !methods.has(request.method)) {
    return refusal(403, 'not-through-this-door', 'A screen may not ask the sync server for this.');
  }
  return new URL(`${new URL(server).origin}${pathname}${search}`);
}

/** The word after `/v1/` as the server will read it, or null for a path that could be read in two ways. */
function firstNoun(pathname: string): string | null {
  const [, noun] = /^\/v1\/([a-z-]+)(?:\/[\w.~:-]+)*$/.exec(pathname) ?? [];
  return noun ?? null;
}

function picked(headers: Headers, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? '']] : [])));
}
