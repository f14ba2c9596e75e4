import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { JoinReplySchema, SetupRequestSchema, SetupStateSchema } from '../../core/sync/join';
import { errorReplies } from '../plugins/error-replies';
import { openDoorLimit } from '../plugins/rate-limits';
import { assertOwnComputer } from '../setup/own-computer';
import type { SetupDesk } from '../setup/setup-desk';

export interface SetupRouteParts {
  readonly setup: SetupDesk;
  /** Anybody who reaches an empty server may set it up. */
  readonly allowRemoteSetup: boolean;
}

/** `GET /v1/setup` tells whether a business is here; `POST /v1/setup` makes the first one, and nobody can a second. */
export const setupRoutes: FastifyPluginAsyncTypebox<SetupRouteParts> = async (server, { setup, allowRemoteSetup }) => {
  const reading = { response: { 200: SetupStateSchema, ...errorReplies } };
  server.get('/v1/setup', { schema: reading, config: { access: 'anybody' } }, () => setup.state());

  const making = { body: SetupRequestSchema, response: { 200: JoinReplySchema, ...errorReplies } };
  const config = { access: 'anybody', rateLimit: openDoorLimit } as const;
  server.post('/v1/setup', { schema: making, config }, async (request) => {
    if (!allowRemoteSetup) assertOwnComputer(request);
    return setup.setUp(request.body);
  });
};
