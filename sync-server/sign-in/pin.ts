import { hash, verify } from '@node-rs/argon2';

/** Costs of one try: 19 MiB and two passes, so that six digits are not guessed from a stolen table in minutes. */
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** How a PIN is verified later (argon2id); from it the PIN cannot be read. */
export function pinVerifier(pin: string): Promise<string> {
  return hash(pin, COSTS);
}

/** Whether `pin` is the one `verifier` was made from. A verifier that cannot be read fits no PIN. */
export async function isPinOf(verifier: string, pin: string): Promise<boolean> {
  return verify(verifier, pin).catch(() => false);
}
