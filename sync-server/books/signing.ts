import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signs the server's own words, so that it recognises them when a register shows them again. */
export interface Signing {
  sign(text: string): string;
  isGenuine(text: string, signature: string): boolean;
}

/** HMAC-SHA-256 under `secret`: at least 32 random characters, kept outside the database. */
export function createSigning(secret: string): Signing {
  if (secret.length < 32) throw new Error('The server secret must have at least 32 characters.');
  const sign = (text: string) => createHmac('sha256', secret).update(text, 'utf8').digest('hex');
  return {
    sign,
    isGenuine(text, signature) {
      const [ours, shown] = [Buffer.from(sign(text)), Buffer.from(signature)];
      return ours.length === shown.length && timingSafeEqual(ours, shown);
    },
  };
}
