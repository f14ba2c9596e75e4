import { Type, type Static } from 'typebox';
import { LogEntrySchema } from '../log/entry';
import { EpochSchema } from './epoch';

/** Most entries of one batch. */
export const MAX_BATCH = 200;

/** The end of a log as its owner knows it. Sequence 0 and the genesis hash for an empty one. */
export const LogHeadSchema = Type.Object(
  { logId: Type.String(), sequence: Type.Integer({ minimum: 0 }), hash: Type.String() },
  { additionalProperties: false },
);
export type LogHead = Static<typeof LogHeadSchema>;

/** What becomes of one entry. None of the four stops the queue. */
export const VerdictSchema = Type.Object({
  logId: Type.String(),
  sequence: Type.Integer(),
  kind: Type.Union([
    Type.Literal('accepted'),
    Type.Literal('duplicate'),
    Type.Literal('parked'),
    Type.Literal('refused'),
  ]),
  /** Stable reason; '' when there is nothing to say. */
  code: Type.String(),
  /** Fixed at acceptance: decides who was first. Null while parked. */
  orderInstant: Type.Union([Type.Integer(), Type.Null()]),
  /** Per feed of the register, the feed sequence that carries the effects; the own entry lies over the state until then. */
  visibleAt: Type.Record(Type.String(), Type.Integer()),
});
export type Verdict = Static<typeof VerdictSchema>;

/** `POST /v1/log`: entries of one log, dense and ascending. */
export const LogBatchSchema = Type.Object(
  {
    epoch: EpochSchema,
    /** Each entry is checked by `LogEntrySchema` alone, so that one odd entry parks itself and not the batch. */
    entries: Type.Array(Type.Unknown(), { minItems: 1, maxItems: MAX_BATCH }),
  },
  { additionalProperties: false },
);
export type LogBatch = Static<typeof LogBatchSchema>;

/** `acknowledgedThrough` is signed (`acknowledgementText`), so that a restored server recognises its own word. */
export const LogReplySchema = Type.Object({
  verdicts: Type.Array(VerdictSchema),
  logId: Type.String(),
  acknowledgedThrough: Type.Integer(),
  signature: Type.String(),
  serverTime: Type.Integer(),
});
export type LogReply = Static<typeof LogReplySchema>;

/** Code of the 409 of a batch that does not continue the log: entries between are missing; heads must be compared. */
export const LOG_GAP_CODE = 'log-gap';

/** Code of the verdict on an entry whose name another one has: it is parked beside the log, and heads must be compared. */
export const NAME_TAKEN_CODE = 'name-taken';

/** What an acknowledgement's signature covers. */
export function acknowledgementText(registerId: string, logId: string, through: number, epochNumber: number): string {
  return ['acknowledged', registerId, logId, through, epochNumber].join('|');
}

/**
 * `POST /v1/log/heads`, first request of a connection. Shows the last acknowledgement and checkpoints too: a server
 * shown a genuine one beyond its own head knows that it was restored, and begins the next epoch by itself.
 */
export const HeadsRequestSchema = Type.Object(
  {
    /** Null before the first connection ever. */
    epoch: Type.Union([EpochSchema, Type.Null()]),
    head: LogHeadSchema,
    acknowledgement: Type.Union([
      Type.Object({
        logId: Type.String(),
        through: Type.Integer(),
        epochNumber: Type.Integer(),
        signature: Type.String(),
      }),
      Type.Null(),
    ]),
    checkpoints: Type.Array(Type.Unknown(), { maxItems: 100 }),
    /** Decisions of the server (log 0) this register keeps: highest number, so that a restored server can ask for more. */
    decisionsThrough: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);
export type HeadsRequest = Static<typeof HeadsRequestSchema>;

/**
 * `agreed`: send what follows `through`. `server-ahead`: the server holds more of this log; fetch it into the journal
 * first. `disagreed`: another history under the same name; seal the log and go on in a new one.
 */
export const HeadsReplySchema = Type.Object({
  kind: Type.Union([Type.Literal('agreed'), Type.Literal('server-ahead'), Type.Literal('disagreed')]),
  epoch: EpochSchema,
  /** Highest sequence of this log the server holds. */
  through: Type.Integer(),
  /** Highest decision the server itself has; a register that keeps more sends them with `POST /v1/decisions`. */
  decisionsThrough: Type.Integer(),
  serverTime: Type.Integer(),
});
export type HeadsReply = Static<typeof HeadsReplySchema>;

/** `GET /v1/log/:logId?after=N&limit=M`: own entries as the server holds them. */
export const OwnEntriesReplySchema = Type.Object({ entries: Type.Array(LogEntrySchema) });
export type OwnEntriesReply = Static<typeof OwnEntriesReplySchema>;
