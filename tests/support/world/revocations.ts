import { MINUTE_MS } from '../../../core/kernel/amounts';
import { mustHold } from './broken';
import type { Life } from './computer';
import type { Desk, World } from './world';

/** Before a backup is put in place: who will be able to tell of revocations that it has not. */
export async function noteTellers({ desks, living, tellers }: World): Promise<void> {
  for (const { registerId } of desks.filter(({ isRevoked }) => isRevoked).map(({ computer }) => computer)) {
    for (const { desk, life } of living) {
      if (desk.isRevoked || desk.isImaged || !(await tellsOf(life, registerId))) continue;
      tellers.set(registerId, (tellers.get(registerId) ?? new Set()).add(desk.computer.name));
    }
  }
}

/** The databases of a register are gone, and with them what it had to tell. */
export function forgetTeller({ tellers }: World, { computer }: Desk): void {
  for (const names of tellers.values()) names.delete(computer.name);
}

/** A revocation that was lost with a restore, and that no register could tell, is an Admin's to make again. */
export async function revokeAgain(world: World): Promise<void> {
  const { desks, living, servers, time, tellers, witness, story } = world;
  if (!desks.some(({ isRevoked }) => isRevoked)) return;
  await time.pass(2 * MINUTE_MS);
  const registers = await servers.undisturbed((books) => books.registers());
  for (const { computer } of desks.filter(({ isRevoked }) => isRevoked)) {
    const { registerId, token, name } = computer;
    const held = registers.find(({ id }) => id === registerId);
    if (held === undefined || held.revokedAt !== null) continue;
    const keeping = [...(tellers.get(registerId) ?? [])];
    for (const { desk, life } of living) {
      if (!desk.isRevoked && (await tellsOf(life, registerId))) keeping.push(desk.computer.name);
    }
    mustHold(keeping.length === 0, 'a decision that a register keeps holds again after a restore', () => {
      return `${name} is not revoked, and ${keeping.join(', ')} knew that it was`;
    });
    await servers.undisturbed((books) => books.revokeRegister(registerId));
    witness.sawRevocation(token, time.now);
    story.tell(`${name} is revoked again`);
  }
}

/** Whether a register keeps the decision to revoke another. */
async function tellsOf({ store }: Life, registerId: string): Promise<boolean> {
  const kept = await store.scan('decisions', '', 100_000).catch(() => []);
  const decisions = kept.map(({ document }) => document);
  return decisions.some(({ kind, facts }) => kind === 'register-revoked' && facts['registerId'] === registerId);
}
