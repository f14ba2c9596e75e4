import { Type, type Static } from 'typebox';
import { CheckpointSchema } from './checkpoint';

/** Collections a feed may carry. */
export const FeedCollectionSchema = Type.Union([
  Type.Literal('customers'),
  Type.Literal('standings'),
  Type.Literal('transactions'),
  Type.Literal('programs'),
  Type.Literal('offers'),
  Type.Literal('catalogue'),
  Type.Literal('users'),
  Type.Literal('settings'),
  Type.Literal('messages'),
  Type.Literal('workItems'),
  /** Log 0: the server's own decisions, without personal data, offered back after a restore. */
  Type.Literal('decisions'),
]);
export type FeedCollection = Static<typeof FeedCollectionSchema>;

/** One row a document: its newest content, or that it is no longer for this feed. */
export const FeedRowSchema = Type.Object({
  sequence: Type.Integer({ minimum: 1 }),
  collection: FeedCollectionSchema,
  id: Type.String({ maxLength: 128 }),
  /** `put`: here it is (a join too); `leave`: forget it (deleted, rolled up, purged, erased, moved). */
  change: Type.Union([Type.Literal('put'), Type.Literal('leave')]),
  /** The document of a `put`; null for `leave`. Checked by the collection's own schema on arrival. */
  document: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
});
export type FeedRow = Static<typeof FeedRowSchema>;

/** `POST /v1/feed/:feed` with the last checkpoint (null from the start). Rows ascend; `head` is the feed's newest sequence. */
export const FeedRequestSchema = Type.Object(
  {
    checkpoint: Type.Union([CheckpointSchema, Type.Null()]),
    limit: Type.Integer({ minimum: 1, maximum: 1000 }),
    /** Only these collections (first sync pulls `transactions` last); null for all. */
    collections: Type.Union([Type.Array(FeedCollectionSchema), Type.Null()]),
  },
  { additionalProperties: false },
);
export type FeedRequest = Static<typeof FeedRequestSchema>;

/** `page`: filled up to `limit` after filtering. `resync`: the checkpoint is too old, start from null. */
export const FeedReplySchema = Type.Union([
  Type.Object({
    kind: Type.Literal('page'),
    rows: Type.Array(FeedRowSchema),
    checkpoint: CheckpointSchema,
    head: Type.Integer(),
    serverTime: Type.Integer(),
  }),
  Type.Object({ kind: Type.Literal('resync') }),
]);
export type FeedReply = Static<typeof FeedReplySchema>;

/** `POST /v1/feed/:feed/digest`: daily comparison of what a register keeps with what it should keep. */
export const FeedDigestSchema = Type.Object({
  head: Type.Integer(),
  collections: Type.Record(
    Type.String(),
    /** `digest`: XOR over documents of the first 13 hex digits of `hashText(id:sequence)`, as 13 hex digits. */
    Type.Object({ count: Type.Integer(), digest: Type.String() }),
  ),
});
export type FeedDigest = Static<typeof FeedDigestSchema>;

/** One event of `GET /v1/live` (server-sent): the heads of the register's feeds; also the heartbeat. */
export const LiveHeadsSchema = Type.Object({ heads: Type.Record(Type.String(), Type.Integer()) });
export type LiveHeads = Static<typeof LiveHeadsSchema>;
