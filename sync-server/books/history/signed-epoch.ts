import type { IdSource } from '../../../core/kernel/ports';
import type { Epoch } from '../../../core/sync/epoch';
import type { Signing } from '../signing';

const NONCE_LENGTH = 32;
const SIGNATURE_LENGTH = 32;

/** A new history whose name this server recognises as its own: half of the random part is signed with its secret. */
export function signedEpoch(number: number, ids: IdSource, signing: Signing): Epoch {
  const nonce = ids.newSalt(NONCE_LENGTH / 2);
  return { number, random: nonce + signatureOf(number, nonce, signing) };
}

/**
 * True for an epoch that this server began, even if its database has forgotten it. The first epoch proves nothing: it
 * is not signed, and none is lower.
 */
export function isOwnEpoch({ number, random }: Epoch, signing: Signing): boolean {
  const nonce = random.slice(0, NONCE_LENGTH);
  return random.length > NONCE_LENGTH && random.slice(NONCE_LENGTH) === signatureOf(number, nonce, signing);
}

function signatureOf(number: number, nonce: string, signing: Signing): string {
  return signing.sign(['epoch', number, nonce].join('|')).slice(0, SIGNATURE_LENGTH);
}
