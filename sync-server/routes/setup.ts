import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { JoinReplySchema, SetupRequestSchema, SetupStateSchema } from '../../core/sync/join';
import type { Clock } from '../../core/kernel/ports';
import { errorReplies } from '../plugins/error-replies';
import { addressLimit } from '../plugins/rate-limits';
import { assertOwnComputer } from '../setup/own-computer';
import type { SetupDesk } from '../setup/setup-desk';

export interface SetupRouteParts {
  readonly setup: SetupDesk;
  readonly clock: Clock;
  /** Anybody who reaches an empty server may set it up. */
  readonly allowRemoteSetup: boolean;
}

/** `GET /v1/setup` tells whether a business is here; `POST /v1/setup` makes the first one, and nobody can a second. */
export const setupRoutes: FastifyPluginAsyncTypebox<SetupRouteParts> = async (
  server,
  { setup, clock, allowRemoteSetup },
) => {
  const reading = { response: { 200: SetupStateSchema, ...errorReplies } };
  server.get('/v1/setup', { schema: reading, config: { access: 'anybody' } }, () => setup.state());

  const making = { body: SetupRequestSchema, response: { 200: JoinReplySchema, ...errorReplies } };
  const open = { config: { access: 'anybody' }, ...addressLimit(clock) } as const;
  server.post('/v1/setup', { schema: making, ...open }, async (request) => {
    if (!allowRemoteSetup) assertOwnComputer(request);
    return setup.setUp(request.body);
  });
};
