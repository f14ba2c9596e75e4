import type { OpenServices } from '../register-services';
import { handle } from './handle';

/** Channels about this installation: joining a business, and who works at it. */
export function handleRegisterChannels({ register, current, joining, signIn, notice }: OpenServices): void {
  handle('register:state', async () => {
    const { identity } = register;
    if (identity === null) {
      const server = (await joining.serverState())?.state ?? 'unreachable';
      return { kind: 'new', serverUrl: register.url(), server };
    }
    const { accountName, location, registerName } = identity;
    return {
      kind: 'joined',
      accountName,
      locationName: location.name,
      registerName,
      user: current.user,
      notice: notice(),
    };
  });

  handle('register:join', async ({ serverUrl, code }) => {
    const outcome = await joining.join(serverUrl, code);
    return outcome.ok ? { kind: 'joined' } : { kind: 'refused', ...outcome.refusal };
  });

  handle('register:set-up', async (request) => {
    const outcome = request.kind === 'demo' ? await joining.setUpDemo() : await joining.setUpBusiness(request);
    return outcome.ok ? { kind: 'joined' } : { kind: 'refused', ...outcome.refusal };
  });

  handle('register:setup-progress', async () => {
    const state = await joining.serverState();
    return state ?? { state: 'unreachable', progress: 0 };
  });

  handle('session:users', async () => {
    const { identity } = register;
    const offered = identity === null ? [] : signIn.usersToOffer(identity);
    const users = offered.map(({ user: { id, username, role, demoPin }, knownHere }) => {
      return { id, username, role, demoPin, knownHere };
    });
    return { users };
  });

  handle('session:sign-in', async ({ userId, pin }) => {
    const outcome = await signIn.signIn(userId, pin);
    if (!outcome.ok) return { kind: 'refused', ...outcome.refusal };
    const { user } = current;
    if (user !== null) return { kind: 'signed-in', user };
    return {
      kind: 'refused',
      code: 'unknown-user',
      message: 'This user cannot sign in on this register.',
      retryAfterMs: null,
    };
  });

  handle('session:lock', async () => {
    await signIn.lock();
    return {};
  });
}
