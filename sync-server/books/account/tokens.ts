import { createHash } from 'node:crypto';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { IdSource } from '../../../core/kernel/ports';
import type { Signing } from '../signing';

/** What a token says of itself, so that a restored server still knows a register that joined after the backup. */
const TokenFactsSchema = Type.Object(
  {
    accountId: Type.String(),
    registerId: Type.String(),
    name: Type.String(),
    number: Type.Integer(),
    locationId: Type.String(),
    scope: Type.Union([Type.Literal('location'), Type.Literal('all')]),
    joinedAt: Type.Integer(),
  },
  { additionalProperties: false },
);
export type TokenFacts = Static<typeof TokenFactsSchema>;

const PREFIX = 'pawtill';

/** A register's token: its facts, 32 random bytes, our signature over both. Shown once, never stored. */
export function newToken(signing: Signing, ids: IdSource, facts: TokenFacts): string {
  const said = Buffer.from(JSON.stringify(facts)).toString('base64url');
  const body = [PREFIX, said, ids.newSalt(32)].join('.');
  return `${body}.${signing.sign(tokenText(body))}`;
}

/** The facts of a token that we gave out; null for any other text. */
export function factsOfToken(signing: Signing, token: string): TokenFacts | null {
  const [prefix, said, random, signature, ...rest] = token.split('.');
  if (said === undefined || random === undefined || signature === undefined || rest.length > 0) return null;
  if (!signing.isGenuine(tokenText([prefix, said, random].join('.')), signature)) return null;
  const facts: unknown = JSON.parse(Buffer.from(said, 'base64url').toString());
  return Value.Check(TokenFactsSchema, facts) ? facts : null;
}

/** What is stored of a token or join code. Both are random, so a plain hash is enough. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}

function tokenText(body: string): string {
  return `token|${body}`;
}
