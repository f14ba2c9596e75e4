import { MINUTE_MS } from '../../../core/kernel/amounts';
import { ok, refuse, type Result } from '../../../core/kernel/result';
import type { ErrorReply } from '../../../core/sync/error-reply';
import type { JoinReply, JoinRequest } from '../../../core/sync/join';
import type { BooksParts } from '../books';
import { epochOf } from '../history/epoch-of';
import { changeAccount } from './change-account';
import { joinRegister, nextNumber } from './registers';
import { settingsOf } from './settings';
import { newToken, secretHash, type TokenFacts } from './tokens';
import { usersOf } from './users';

const VALID_MS = 10 * MINUTE_MS;
/** Without letters and digits that are taken for one another. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LENGTH = 12;

const NO_LOCATION: ErrorReply = { code: 'not-found', message: 'There is no such location.' };
const CODE_WRONG: ErrorReply = {
  code: 'join-code-invalid',
  message: 'This code is not valid, was used already, or is older than 10 minutes. Ask for a new one.',
};

/** A code for one register: `7KQ2-M4XT-9RBA`. Stored as its hash. */
export async function createJoinCode(
  parts: BooksParts,
  locationId: string,
  scope: 'location' | 'all',
): Promise<Result<string, ErrorReply>> {
  return changeAccount(parts, async ({ tx, server, now }) => {
    if (server.accountId === null) return refuse(NO_LOCATION);
    const { locations } = await settingsOf(tx);
    if (!locations.some(({ id }) => id === locationId)) return refuse(NO_LOCATION);
    const code = codeFrom(parts.ids.newSalt(CODE_LENGTH * 2));
    const codeHash = secretHash(plain(code));
    await tx.putJoinCode({ codeHash, locationId, scope, expiresAt: now + VALID_MS, usedAt: null });
    return ok({ value: code, changes: [] });
  });
}

/** Changes a code for a register's own token, once. */
export async function redeemJoinCode(
  parts: BooksParts,
  { code, registerName }: JoinRequest,
): Promise<Result<JoinReply, ErrorReply>> {
  const { signing, ids } = parts;
  return changeAccount(parts, async (change) => {
    const { tx, server, now } = change;
    const row = await tx.lockJoinCode(secretHash(plain(code)));
    if (row === null || row.usedAt !== null || now >= row.expiresAt) return refuse(CODE_WRONG);
    const { locationId, scope } = row;
    const { locations, accountId, accountName } = await settingsOf(tx);
    const location = locations.find(({ id }) => id === locationId);
    if (location === undefined) return refuse(CODE_WRONG);

    const number = await nextNumber(tx, locationId);
    const name = registerName.trim() === '' ? `Register ${number}` : registerName.trim();
    const facts: TokenFacts = {
      ...{ accountId, registerId: ids.newId(), name, number, locationId, scope, joinedAt: now },
    };
    const token = newToken(signing, ids, facts);
    await tx.putJoinCode({ ...row, usedAt: now });
    const { register, changes } = await joinRegister(change, parts, facts, secretHash(token));
    const value: JoinReply = {
      ...{ registerId: register.id, registerName: name, registerNumber: number, token, scope },
      ...{ location, accountId, accountName, epoch: epochOf(server), users: [...(await usersOf(tx))] },
    };
    return ok({ value, changes });
  });
}

/** Characters of the alphabet from random hex, in groups of four. */
function codeFrom(hex: string): string {
  const pairs = Array.from({ length: CODE_LENGTH }, (_, index) => hex.slice(index * 4, index * 4 + 4));
  const letters = pairs.map((pair) => ALPHABET[Number.parseInt(pair, 16) % ALPHABET.length]).join('');
  return (letters.match(/.{4}/g) ?? []).join('-');
}

/** A code as it is compared: typed in lower case, with or without dashes and blanks. */
function plain(code: string): string {
  return code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
}
