import { Type, type Static } from 'typebox';
import { hashValue, type Digest } from '../kernel/hash';

/** Version of the entry and wire format this code writes. Every version ever released is understood (see `kinds.ts`). */
export const PROTOCOL_VERSION = 1;

/** Hash of everything that travels under that version: neither changes without the other. */
export const WIRE_SCHEMAS_HASH = '8f7021aa753b00ac79000402b37991414f9c784f0109f679ffd58ac7993bbfeb';

/** `previousHash` of the first entry of a log. */
export const GENESIS_HASH = '0'.repeat(64);

const Id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' });
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Salt = Type.String({ pattern: '^[0-9a-f]{16,64}$' });
const Body = Type.Record(Type.String(), Type.Unknown());

/**
 * One thing that happened at a register, immutable. Named `(registerId, logId, sequence)`; `effectId` is minted when
 * the thing begins (a transaction's id when its draft is opened) and gives effect once, in whatever log it arrives (OX-2).
 *
 * `facts` and `personal` hang on the chain by salted hashes of their own, so that erasing personal fields breaks nothing.
 */
export const LogEntrySchema = Type.Object(
  {
    protocol: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    registerId: Id,
    logId: Id,
    sequence: Type.Integer({ minimum: 1, maximum: 9_999_999_999 }),
    previousHash: Hash,
    effectId: Id,
    kind: Type.String({ minLength: 1, maxLength: 60 }),
    userId: Type.Union([Id, Type.Null()]),
    /** The Admin who allowed it with a PIN (RO-12). */
    overrideBy: Type.Union([Id, Type.Null()]),
    locationId: Id,
    /** The register's shown clock, milliseconds. */
    shownAt: Type.Integer({ minimum: 0, maximum: 999_999_999_999_999 }),
    /** Server clock minus shown clock as last measured, milliseconds. */
    offsetMs: Type.Union([Type.Integer(), Type.Null()]),
    /** Version of every program the entry was decided with, by program id (PR-9). */
    ruleVersions: Type.Record(Type.String(), Type.Integer()),
    facts: Body,
    factsSalt: Salt,
    personal: Type.Union([Body, Type.Null()]),
    personalSalt: Type.Union([Salt, Type.Null()]),
    factsHash: Hash,
    personalHash: Type.Union([Hash, Type.Null()]),
    hash: Hash,
  },
  { additionalProperties: false },
);
export type LogEntry = Static<typeof LogEntrySchema>;

/** Where an entry stands in its log; given out by the journal alone. */
export interface EntryPlace {
  readonly registerId: string;
  readonly logId: string;
  readonly sequence: number;
  readonly previousHash: string;
}

/** What an entry says, before it has a place. Copied unchanged when a log is sealed and goes on in a new one. */
export type EntryContent = Omit<LogEntry, keyof EntryPlace | 'hash'>;

/** What the writer of an entry supplies; hashes follow from it. */
export type EntryDraft = Omit<EntryContent, 'factsHash' | 'personalHash' | 'personalSalt'> & {
  readonly personalSalt: string;
};

/** Hash of a body under its salt. */
export function saltedHash(salt: string, body: unknown, digest?: Digest): string {
  return hashValue([salt, body], digest);
}

/** Completes a draft with the hashes of its bodies. */
export function contentOf(draft: EntryDraft): EntryContent {
  const { personal, personalSalt } = draft;
  return {
    ...draft,
    personalSalt: personal === null ? null : personalSalt,
    factsHash: saltedHash(draft.factsSalt, draft.facts),
    personalHash: personal === null ? null : saltedHash(personalSalt, personal),
  };
}

/** Hash of what an entry says, wherever it stands: equal for the same entry copied into another log. */
export function contentHash(entry: EntryContent, digest?: Digest): string {
  const { protocol, effectId, kind, userId, overrideBy, locationId, shownAt, offsetMs } = entry;
  const { ruleVersions, factsHash, personalHash } = entry;
  const content = {
    ...{ protocol, effectId, kind, userId, overrideBy, locationId, shownAt, offsetMs },
    ...{ ruleVersions, factsHash, personalHash },
  };
  return hashValue(content, digest);
}

/** Hash of an entry in its place; the next entry carries it as `previousHash`. */
export function entryHash(place: EntryPlace, content: EntryContent): string {
  return placedHash(place, contentHash(content));
}

function placedHash({ registerId, logId, sequence, previousHash }: EntryPlace, content: string, digest?: Digest) {
  return hashValue([registerId, logId, sequence, previousHash, content], digest);
}

/** Puts content at a place of a log. */
export function placeEntry(place: EntryPlace, content: EntryContent): LogEntry {
  const { registerId, logId, sequence, previousHash } = place;
  return { ...content, registerId, logId, sequence, previousHash, hash: entryHash(place, content) };
}

/** True when body and chain hashes of an entry hold together. Erased personal fields do not matter. */
export function isIntact(entry: LogEntry): boolean {
  return checkHashes(entry).isIntact;
}

/** The same, with the hash of its content, which is needed for it. */
export function checkHashes(entry: LogEntry, digest?: Digest): { isIntact: boolean; contentHash: string } {
  const { facts, factsSalt, personal, personalSalt } = entry;
  const content = contentHash(entry, digest);
  const isIntact =
    saltedHash(factsSalt, facts, digest) === entry.factsHash &&
    (personal === null || saltedHash(personalSalt ?? '', personal, digest) === entry.personalHash) &&
    placedHash(entry, content, digest) === entry.hash;
  return { isIntact, contentHash: content };
}
