import { Type, type Static, type TSchema } from 'typebox';
import { UserSchema } from '../domain/organisation/organisation';
import { LogEntrySchema } from '../log/entry';
import { LogHeadSchema } from '../sync/log';
import { exportRequests } from './export';
import { listRequests } from './uploaded-list';
import { RegisterIdentitySchema, SessionSchema } from './register-identity';

const Id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' });
const Sequence = Type.Integer({ minimum: 0, maximum: 9_999_999_999 });
const Body = Type.Record(Type.String(), Type.Unknown());
const Entries = Type.Array(LogEntrySchema, { maxItems: 1000 });
const closed = { additionalProperties: false };

/** Most entries of one `journal:append`; all of one append are written, or none. */
export const MAX_APPEND = 50;

/** Most customers of one `journal:erase`. */
export const MAX_ERASE = 500;

/**
 * What the data worker asks to be written. User, place, clock, salts and hashes are added by main, and the receipt
 * number of a `transaction-finished`, whose facts come without one (SA-9).
 */
export const AppendRequestSchema = Type.Object(
  {
    /** Minted when the thing begins; known to the journal already: the first entry is answered again (OX-2). */
    effectId: Id,
    kind: Type.String({ minLength: 1, maxLength: 60 }),
    facts: Body,
    personal: Type.Union([Body, Type.Null()]),
    ruleVersions: Type.Record(Type.String(), Type.Integer()),
  },
  closed,
);
export type AppendRequest = Static<typeof AppendRequestSchema>;

const refusedWith = <Code extends TSchema>(code: Code) =>
  Type.Object({
    kind: Type.Literal('refused'),
    /** Stable, for support and for tests. */
    code,
    /** One sentence for the person. */
    message: Type.String(),
  });

/** Why nothing was written. The draft is to be kept; the same append may be tried again. */
export const AppendRefusalCodeSchema = Type.Enum([
  'not-signed-in',
  'forbidden',
  'invalid-entry',
  'entry-too-large',
  'disk-full',
  'not-written',
  'journal-stopped',
]);
export type AppendRefusalCode = Static<typeof AppendRefusalCodeSchema>;

const AppendReplySchema = Type.Union([
  Type.Object({
    kind: Type.Literal('appended'),
    /** In the order asked for, flushed to disk. */
    entries: Entries,
    /** Effect ids that were in the journal before: their entries are the first ones. */
    repeated: Type.Array(Type.String()),
  }),
  refusedWith(AppendRefusalCodeSchema),
]);

const AcknowledgementSchema = Type.Object(
  {
    logId: Id,
    through: Sequence,
    epochNumber: Type.Integer({ minimum: 1 }),
    signature: Type.String({ maxLength: 256 }),
  },
  closed,
);
/** The server's signed word that it holds a log through a sequence. */
export type Acknowledgement = Static<typeof AcknowledgementSchema>;

/** One register log as the journal holds it. */
export const JournalLogSchema = Type.Object({
  logId: Type.String(),
  head: LogHeadSchema,
  /**
   * Null for the current log. A sealed log is offered to servers only through this sequence: what followed was copied
   * with its effect ids into the next log.
   */
  sealedThrough: Type.Union([Sequence, Type.Null()]),
  acknowledgedThrough: Sequence,
  /** Sequences whose frames were damaged; to be filled from database or server. At most 1,000 are listed. */
  missing: Type.Array(Sequence, { maxItems: 1000 }),
});
export type JournalLog = Static<typeof JournalLogSchema>;

/** Where the journal stands. */
export const JournalStateSchema = Type.Object({
  registerId: Type.String(),
  /** Oldest first; the last one is the current log. */
  logs: Type.Array(JournalLogSchema),
  /** End of the current log. */
  head: LogHeadSchema,
  /** The newest signed acknowledgement, for the heads request; null before the first, and in a new epoch. */
  acknowledgement: Type.Union([AcknowledgementSchema, Type.Null()]),
  /** Highest epoch number the journal was told of; 0 before the first. */
  epochNumber: Type.Integer({ minimum: 0 }),
  unsentEntries: Type.Integer({ minimum: 0 }),
  /** Shown clock of the oldest entry not yet at the server (OX-10). */
  oldestUnsentAt: Type.Union([Type.Integer(), Type.Null()]),
  offsetMs: Type.Union([Type.Integer(), Type.Null()]),
  /** Under 1 GB free: pulls stop before sales do. */
  diskLow: Type.Boolean(),
});
export type JournalState = Static<typeof JournalStateSchema>;

const StateReplySchema = Type.Union([
  Type.Object({ kind: Type.Literal('done'), state: JournalStateSchema }),
  /** `not-next`, `not-intact`, `unknown-log`, `not-written`, … */
  refusedWith(Type.String()),
]);

/** A draft or held sale: what the checkout keeps between crashes (PU-19). Its content is the checkout's own. */
export const DraftSchema = Type.Object(
  {
    /** The transaction's id: the effect id of its later entry. */
    id: Id,
    /** Shown clock of the last save. */
    savedAt: Type.Integer({ minimum: 0 }),
    content: Body,
  },
  closed,
);
export type Draft = Static<typeof DraftSchema>;

const Empty = Type.Object({}, closed);
const Nothing = Type.Object({});

/** Every request of the data worker to main, over the port it was handed once. */
export const dataPortRequests = {
  'journal:append': {
    request: Type.Object({ entries: Type.Array(AppendRequestSchema, { minItems: 1, maxItems: MAX_APPEND }) }, closed),
    reply: AppendReplySchema,
  },
  /** Entries of one log with `sequence > after`, ascending, without the missing ones. */
  'journal:read': {
    request: Type.Object({ logId: Id, after: Sequence, limit: Type.Integer({ minimum: 1, maximum: 1000 }) }, closed),
    reply: Type.Object({ entries: Entries, head: LogHeadSchema }),
  },
  'journal:head': { request: Empty, reply: JournalStateSchema },
  /** The server is ahead and agrees: own entries that follow the current log's head. */
  'journal:adopt': { request: Type.Object({ entries: Entries }, closed), reply: StateReplySchema },
  /** Entries for sequences reported missing, of any log. */
  'journal:fill': { request: Type.Object({ entries: Entries }, closed), reply: StateReplySchema },
  /**
   * The server tells another history under this log's name. A new log begins, holding a copy of everything after
   * `agreedThrough` (0 when nothing is known to agree: copies are harmless, effects count once). Asking again for a log
   * that is sealed already changes nothing.
   */
  'journal:seal': {
    request: Type.Object({ logId: Id, agreedThrough: Sequence }, closed),
    reply: StateReplySchema,
  },
  /** Personal parts of entries about these customers go for good; the entries stay, and so does the chain (DE-7). */
  'journal:erase': {
    request: Type.Object({ customerIds: Type.Array(Id, { minItems: 1, maxItems: MAX_ERASE }) }, closed),
    reply: StateReplySchema,
  },
  /** Kept when it is newer than what is known; an older one changes nothing. */
  'journal:acknowledged': { request: AcknowledgementSchema, reply: StateReplySchema },
  /** A higher epoch began: every acknowledgement is forgotten, all logs are to be offered again. */
  'journal:epoch': {
    request: Type.Object({ epochNumber: Type.Integer({ minimum: 1 }) }, closed),
    reply: StateReplySchema,
  },
  /** Server clock minus shown clock as just measured, milliseconds; goes into the entries that follow (OX-3). */
  'clock:offset': { request: Type.Object({ offsetMs: Type.Integer() }, closed), reply: Nothing },
  /** `already-finished`: the draft's transaction is in the journal; here is its entry. */
  'draft:save': {
    request: DraftSchema,
    reply: Type.Union([
      Type.Object({ kind: Type.Literal('saved') }),
      Type.Object({ kind: Type.Literal('already-finished'), entry: LogEntrySchema }),
      refusedWith(Type.Enum(['disk-full', 'not-written', 'draft-too-large'])),
    ]),
  },
  /** `finished`: entries of drafts that were found finished at this start, whose receipt nobody may have seen. */
  'draft:list': {
    request: Empty,
    reply: Type.Object({ drafts: Type.Array(DraftSchema), finished: Entries, unreadable: Type.Integer() }),
  },
  /** Also takes an id from `finished`: its receipt was shown. Removing what is not there is no error. */
  'draft:remove': {
    request: Type.Object({ id: Id }, closed),
    reply: Type.Union([Type.Object({ kind: Type.Literal('removed') }), refusedWith(Type.Enum(['not-written']))]),
  },
  /** Null before this register has joined an account. */
  'register:identity': {
    request: Empty,
    reply: Type.Object({ identity: Type.Union([RegisterIdentitySchema, Type.Null()]) }),
  },
  'session:current': { request: Empty, reply: Type.Object({ session: Type.Union([SessionSchema, Type.Null()]) }) },
  ...exportRequests,
  ...listRequests,
} as const satisfies Record<string, { readonly request: TSchema; readonly reply: TSchema }>;

/** What main tells the data worker unasked. */
export const dataPortEvents = {
  'session-changed': Type.Object({ session: Type.Union([SessionSchema, Type.Null()]) }),
  /** Joined, or the name, number or location changed. */
  'identity-changed': Type.Object({ identity: Type.Union([RegisterIdentitySchema, Type.Null()]) }),
  /** The staff as main last fetched it. */
  'users-changed': Type.Object({ users: Type.Array(UserSchema) }),
  'disk-low': Type.Object({ low: Type.Boolean() }),
  /** An entry main wrote itself (sign-ins and refusals), so that it need not be polled for. */
  'journal-appended': Type.Object({ entries: Entries }),
} as const satisfies Record<string, TSchema>;

export type DataPortRequestName = keyof typeof dataPortRequests;
export type DataPortRequest<Name extends DataPortRequestName> = Static<(typeof dataPortRequests)[Name]['request']>;
export type DataPortReply<Name extends DataPortRequestName> = Static<(typeof dataPortRequests)[Name]['reply']>;
export type DataPortEventName = keyof typeof dataPortEvents;
export type DataPortEvent<Name extends DataPortEventName> = Static<(typeof dataPortEvents)[Name]>;

/** Worker → main. */
export const PortRequestSchema = Type.Object(
  { id: Type.Integer({ minimum: 0 }), name: Type.String(), request: Type.Unknown() },
  closed,
);
export type PortRequest = Static<typeof PortRequestSchema>;

/** A mistake of ours or trouble, never an expected outcome: those travel in the reply. */
export const PortErrorSchema = Type.Object({
  /** `bad-message`, `unknown-request`, `not-joined`, `failed`. */
  code: Type.String(),
  message: Type.String(),
});
export type PortError = Static<typeof PortErrorSchema>;

/** Main → worker: the answer to request `id`, or an event. */
export const PortMessageSchema = Type.Union([
  Type.Object({ id: Type.Integer(), reply: Type.Unknown() }),
  Type.Object({ id: Type.Integer(), error: PortErrorSchema }),
  Type.Object({ event: Type.String(), message: Type.Unknown() }),
]);
export type PortMessage = Static<typeof PortMessageSchema>;
