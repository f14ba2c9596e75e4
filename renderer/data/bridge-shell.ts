import type { PawtillBridge } from '../../core/ipc/bridge';
import { ok, refuse, type Result } from '../../core/kernel/result';
import type { Shell, ShellRefusal } from './shell';

/** How often the demo's progress is asked for, milliseconds. */
const PROGRESS_MS = 250;

type Joined = { readonly kind: 'joined' } | ({ readonly kind: 'refused' } & ShellRefusal);

/** The shell over the preload's named functions. */
export function bridgeShell(bridge: PawtillBridge): Shell {
  return {
    installation: () => bridge.registerState(),
    onChanged: (listener) => bridge.onRegisterChanged(listener),
    isDemoWanted: async () => (await bridge.about()).demo,
    setUpDemo: async (progress) => {
      const asking = setInterval(
        () => void bridge.setupProgress().then(({ progress: done }) => progress(done)),
        PROGRESS_MS,
      );
      try {
        return joined(await bridge.setUp({ kind: 'demo' }));
      } finally {
        clearInterval(asking);
      }
    },
    setUpBusiness: async (form) => joined(await bridge.setUp({ kind: 'business', ...form })),
    join: async (serverUrl, code) => joined(await bridge.joinBusiness(serverUrl, code)),
    users: async () => (await bridge.signInUsers()).users,
    signIn: async (userId, pin) => {
      const reply = await bridge.signIn(userId, pin);
      return reply.kind === 'signed-in' ? ok(reply.user) : refuse({ code: reply.code, message: reply.message });
    },
    lock: async () => {
      await bridge.lock();
    },
    writeTo: async (email) => {
      await bridge.composeMail(email);
    },
  };
}

function joined(reply: Joined): Result<null, ShellRefusal> {
  return reply.kind === 'joined' ? ok(null) : refuse({ code: reply.code, message: reply.message });
}
