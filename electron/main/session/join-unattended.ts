import { UNREACHABLE } from './server-client';
import type { Joining } from './joining';

const RETRY_MS = 2_000;

/** What the environment asks of a new installation (roll-outs, tests, `npm start -- --demo`). */
export interface UnattendedJoin {
  readonly serverUrl: string | null;
  readonly joinCode: string | null;
  readonly demo: boolean;
}

/** Reads `PAWTILL_SERVER_URL`, `PAWTILL_JOIN_CODE` and `PAWTILL_DEMO`. */
export function unattendedJoinOf(environment: NodeJS.ProcessEnv): UnattendedJoin {
  return {
    serverUrl: environment['PAWTILL_SERVER_URL'] || null,
    joinCode: environment['PAWTILL_JOIN_CODE'] || null,
    demo: environment['PAWTILL_DEMO'] === '1',
  };
}

/**
 * Joins without a person: by the code, or by making the demo on an empty server. Tries again while the server does not
 * answer; what the server refuses is left to the first-run screen.
 */
export async function joinUnattended(
  joining: Joining,
  { serverUrl, joinCode, demo }: UnattendedJoin,
  wait: (milliseconds: number) => Promise<void>,
): Promise<void> {
  if (serverUrl === null || (joinCode === null && !demo)) return;
  for (;;) {
    const state = await joining.serverState();
    if (state !== null) {
      if (joinCode === null && state.state !== 'empty') return;
      const outcome = joinCode === null ? await joining.setUpDemo() : await joining.join(serverUrl, joinCode);
      if (outcome.ok || outcome.refusal.code !== UNREACHABLE) return;
    }
    await wait(RETRY_MS);
  }
}
