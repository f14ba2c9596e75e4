import type { Settings } from '../../../core/domain/organisation/organisation';
import { ok, refuse, type Result } from '../../../core/kernel/result';
import type { ErrorReply } from '../../../core/sync/error-reply';
import type { FeedChange, RegisterRow } from '../../store/rows';
import type { StoreReads, StoreTransaction } from '../../store/store';
import type { BooksParts, Register } from '../books';
import { decide } from '../history/decide';
import { epochOf } from '../history/epoch-of';
import { changeAccount, type AccountChange } from './change-account';
import { putSettings, settingsOf } from './settings';
import { factsOfToken, secretHash, type TokenFacts } from './tokens';

const NOT_FOUND: ErrorReply = { code: 'not-found', message: 'There is no such register.' };

/**
 * The register of a token. One that joined after the backup this database was restored from is known by its token's
 * own signed facts, and written down again.
 */
export async function registerOfToken(parts: BooksParts, token: string): Promise<Register | null> {
  const known = await parts.store.registerByToken(secretHash(token));
  if (known !== null) return known;
  const facts = factsOfToken(parts.signing, token);
  if (facts === null) return null;

  const joined = await changeAccount<Register | null>(parts, async (change) => {
    const { tx, server } = change;
    if (server.accountId !== facts.accountId) return ok({ value: null, changes: [] });
    const others = await tx.registers();
    const held = others.find(({ id }) => id === facts.registerId);
    // Another token was given to this register since, or it was written down meanwhile.
    if (held !== undefined) return ok({ value: held.tokenHash === secretHash(token) ? held : null, changes: [] });
    const register = registerRow(facts, secretHash(token), 0);
    return ok({ value: register, changes: await putRegister(tx, register) });
  });
  return joined.ok ? joined.value : null;
}

/** Writes down a register that joins, and decides so in log 0. */
export async function joinRegister(
  { tx, server, now }: AccountChange,
  parts: BooksParts,
  facts: TokenFacts,
  tokenHash: string,
): Promise<{ readonly register: Register; readonly changes: readonly FeedChange[] }> {
  const register = registerRow(facts, tokenHash, epochOf(server).number);
  const decision = { kind: 'register-joined', at: now, facts: { ...facts, tokenHash } } as const;
  const decided = await decide(tx, parts.signing, server, decision);
  await tx.putServer(decided.server);
  return { register, changes: [...decided.changes, ...(await putRegister(tx, register))] };
}

/** From now on the register reads nothing; what it still delivers is parked. */
export async function revokeRegister(parts: BooksParts, registerId: string): Promise<Result<null, ErrorReply>> {
  return changeAccount(parts, async ({ tx, server, now }) => {
    const register = (await tx.registers()).find(({ id }) => id === registerId);
    if (register === undefined) return refuse(NOT_FOUND);
    if (register.revokedAt !== null) return ok({ value: null, changes: [] });
    const decision = { kind: 'register-revoked', at: now, facts: { registerId } } as const;
    const decided = await decide(tx, parts.signing, server, decision);
    await tx.putServer(decided.server);
    const told = await putRegister(tx, { ...register, revokedAt: now });
    return ok({ value: null, changes: [...decided.changes, ...told] });
  });
}

/** Writes a register, and the list of active ones in the settings. */
export async function putRegister(tx: StoreTransaction, register: RegisterRow): Promise<readonly FeedChange[]> {
  await tx.putRegister(register);
  const settings = await settingsOf(tx);
  const active = (await tx.registers()).filter(({ revokedAt }) => revokedAt === null);
  const registers: Settings['registers'] = active.map(({ id, name, locationId, number }) => {
    return { id, name, locationId, number };
  });
  return [await putSettings(tx, { ...settings, registers })];
}

/** The number of the next register at a location; never one that was used before (SA-9). */
export async function nextNumber(reads: StoreReads, locationId: string): Promise<number> {
  const here = (await reads.registers()).filter((register) => register.locationIds.includes(locationId));
  return here.reduce((highest, { number }) => Math.max(highest, number), 0) + 1;
}

/** A register as its token or the decision to let it join describes it. */
export function registerRow(facts: TokenFacts, tokenHash: string, answeredEpoch: number): RegisterRow {
  const { registerId: id, name, number, scope, locationId, joinedAt } = facts;
  const place = { locationId, locationIds: [locationId] };
  return { id, name, number, scope, ...place, tokenHash, joinedAt, revokedAt: null, answeredEpoch };
}
