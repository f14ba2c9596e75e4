import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { User } from '../../../core/domain/organisation/organisation';
import { ok, refuse, type Result } from '../../../core/kernel/result';
import { ErrorReplySchema } from '../../../core/sync/error-reply';
import {
  JoinReplySchema,
  SetupStateSchema,
  SignInReplySchema,
  UsersReplySchema,
  type JoinReply,
  type JoinRequest,
  type SetupRequest,
  type SetupState,
  type UsersReply,
} from '../../../core/sync/join';

/**
 * Why the server gave no answer that counts. `unreachable`: no network, no server, or a server in trouble; all that
 * works offline goes on. Everything else is the server's own word.
 */
export interface ServerRefusal {
  readonly code: string;
  readonly message: string;
  readonly retryAfterMs: number | null;
}

export const UNREACHABLE = 'unreachable';

/** How long main waits for an answer: short where a person stands at the counter. Milliseconds. */
export interface ServerPatience {
  readonly signInMs: number;
  readonly askMs: number;
  readonly setUpMs: number;
}

const usualPatience: ServerPatience = { signInMs: 4_000, askMs: 10_000, setUpMs: 120_000 };

const NO_ANSWER: ServerRefusal = {
  code: UNREACHABLE,
  message: 'The sync server does not answer.',
  retryAfterMs: null,
};

/** The few questions main itself asks the sync server: those with secrets in them, or that decide who is who. */
export class ServerClient {
  constructor(
    private readonly request: typeof fetch,
    private readonly patience: ServerPatience = usualPatience,
  ) {}

  setupState(serverUrl: string): Promise<Result<SetupState, ServerRefusal>> {
    return this.#ask(serverUrl, 'setup', { waitMs: this.patience.askMs }, SetupStateSchema);
  }

  setUp(serverUrl: string, body: SetupRequest): Promise<Result<JoinReply, ServerRefusal>> {
    return this.#ask(serverUrl, 'setup', { waitMs: this.patience.setUpMs, body }, JoinReplySchema);
  }

  join(serverUrl: string, body: JoinRequest): Promise<Result<JoinReply, ServerRefusal>> {
    return this.#ask(serverUrl, 'join', { waitMs: this.patience.askMs, body }, JoinReplySchema);
  }

  users(serverUrl: string, token: string): Promise<Result<UsersReply, ServerRefusal>> {
    return this.#ask(serverUrl, 'users', { waitMs: this.patience.askMs, token }, UsersReplySchema);
  }

  async signIn(serverUrl: string, token: string, userId: string, pin: string): Promise<Result<User, ServerRefusal>> {
    const asked = { waitMs: this.patience.signInMs, token, body: { userId, pin } };
    const reply = await this.#ask(serverUrl, 'sign-in', asked, SignInReplySchema);
    return reply.ok ? ok(reply.value.user) : reply;
  }

  async #ask<Schema extends TSchema>(
    serverUrl: string,
    noun: string,
    { waitMs, token, body }: { readonly waitMs: number; readonly token?: string; readonly body?: unknown },
    schema: Schema,
  ): Promise<Result<Static<Schema>, ServerRefusal>> {
    try {
      const reply = await this.request(`${new URL(serverUrl).origin}/v1/${noun}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(waitMs),
      });
      const content: unknown = await reply.json();
      if (reply.ok && Value.Check(schema, content)) return ok(content as Static<Schema>);
      if (reply.status < 400 || reply.status >= 500 || !Value.Check(ErrorReplySchema, content))
        return refuse(NO_ANSWER);
      return refuse({ code: content.code, message: content.message, retryAfterMs: retryAfterMs(reply) });
    } catch {
      return refuse(NO_ANSWER);
    }
  }
}

function retryAfterMs(reply: Response): number | null {
  const seconds = Number(reply.headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}
