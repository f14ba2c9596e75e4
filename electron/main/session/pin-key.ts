import type { IdSource } from '../../../core/kernel/ports';
import type { SecretBox } from './secret-box';

const NAME = 'pin-key';
const KEY_BYTES = 32;

/**
 * The secret of this computer that PIN verifiers are keyed with; made when there is none. A lost one costs every user
 * one sign-in with the network.
 */
export async function pinKey(box: SecretBox, ids: IdSource): Promise<Uint8Array> {
  const known = await box.read(NAME);
  if (known !== null && /^[0-9a-f]{64}$/.test(known)) return Buffer.from(known, 'hex');
  const made = ids.newSalt(KEY_BYTES);
  // On a full disk it lasts until the end of this process, and the next one makes another.
  await box.write(NAME, made).catch(() => undefined);
  return Buffer.from(made, 'hex');
}
