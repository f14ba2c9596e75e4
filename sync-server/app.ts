import { randomBytes } from 'node:crypto';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Clock } from '../core/kernel/ports';
import type { Books } from './books/books';
import type { LiveHeads } from './live/live-heads';
import { BODY_LIMIT } from './plugins/body-limits';
import { addErrorReplies, replyToError } from './plugins/error-replies';
import { addRegisterDoor } from './plugins/register-door';
import { addRequestLog } from './plugins/request-log';
import { addSecurityHeaders } from './plugins/security-headers';
import { accountsRoutes } from './routes/accounts';
import { customersRoutes } from './routes/customers';
import { decisionsRoute } from './routes/decisions';
import { feedRoutes } from './routes/feed';
import { healthzRoute } from './routes/healthz';
import { importsRoutes } from './routes/imports';
import { joinRoute } from './routes/join';
import { liveRoute } from './routes/live';
import { logRoutes } from './routes/log';
import { registersRoutes } from './routes/registers';
import { setupRoutes } from './routes/setup';
import { signInRoutes } from './routes/sign-in';
import type { SetupDesk } from './setup/setup-desk';
import { SignInDesk } from './sign-in/sign-in-desk';

/** What the server is made of. */
export interface AppParts {
  readonly books: Books;
  readonly clock: Clock;
  readonly live: LiveHeads;
  readonly setup: SetupDesk;
  readonly logger: FastifyBaseLogger;
  readonly allowRemoteSetup?: boolean;
  readonly heartbeatMs?: number;
}

const HEARTBEAT_MS = 10_000;
/** A request that is not there after this long is given up. */
const REQUEST_TIMEOUT_MS = 60_000;

/** The sync server, complete but not listening, so that tests can inject requests. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const { books, clock, live, setup, logger, allowRemoteSetup = false, heartbeatMs = HEARTBEAT_MS } = parts;
  const server = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomBytes(8).toString('hex'),
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    // A proxy on this computer tells whom it speaks for; nobody else is believed.
    trustProxy: 'loopback',
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => void replyToError(error, request, reply),
  });
  server.setValidatorCompiler(TypeBoxValidatorCompiler);

  addSecurityHeaders(server);
  addRequestLog(server);
  addErrorReplies(server);
  addRegisterDoor(server, books);

  const signIn = new SignInDesk(books, clock);
  await server.register(healthzRoute, { books, now: () => clock.now() });
  await server.register(setupRoutes, { setup, clock, allowRemoteSetup });
  await server.register(joinRoute, { books, clock });
  await server.register(signInRoutes, { books, signIn });
  await server.register(logRoutes, { books });
  await server.register(feedRoutes, { books });
  await server.register(decisionsRoute, { books });
  await server.register(liveRoute, { books, live, heartbeatMs });
  await server.register(customersRoutes, { books });
  await server.register(accountsRoutes, { books });
  await server.register(importsRoutes, { books });
  await server.register(registersRoutes, { books, signIn });
  return server;
}
