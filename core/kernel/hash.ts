import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';

/** SHA-256 of a text, as 64 lower-case hex digits. */
export function hashText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** SHA-256 of a text as `hashText` gives it; for whoever has a faster one. */
export type Digest = (text: string) => string;

/** SHA-256 of the canonical JSON (RFC 8785) of `value`: the same value gives the same hash on every machine. */
export function hashValue(value: unknown, digest: Digest = hashText): string {
  return digest(canonicalize(value) ?? 'null');
}
