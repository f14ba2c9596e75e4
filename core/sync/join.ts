import { Type, type Static } from 'typebox';
import { LocationSchema, UserSchema } from '../domain/organisation/organisation';
import { EpochSchema } from './epoch';

/** `POST /v1/join` (no token): a one-time code for a token of its own (10 minutes, one use). */
export const JoinRequestSchema = Type.Object(
  { code: Type.String({ minLength: 4, maxLength: 40 }), registerName: Type.String({ maxLength: 60 }) },
  { additionalProperties: false },
);
export type JoinRequest = Static<typeof JoinRequestSchema>;

/** What a register needs to begin. The token is shown this once. */
export const JoinReplySchema = Type.Object({
  registerId: Type.String(),
  registerName: Type.String(),
  /** Number of the register at its location, for receipt numbers (SA-9). */
  registerNumber: Type.Integer(),
  token: Type.String(),
  /** `location`: the subset of one location; `all`: an owner's computer reading every feed. */
  scope: Type.Union([Type.Literal('location'), Type.Literal('all')]),
  location: LocationSchema,
  accountId: Type.String(),
  accountName: Type.String(),
  epoch: EpochSchema,
  users: Type.Array(UserSchema),
});
export type JoinReply = Static<typeof JoinReplySchema>;

/** `POST /v1/setup` (no token; only while the database holds no account): the first business, or the demo. */
export const SetupRequestSchema = Type.Union([
  Type.Object({ kind: Type.Literal('demo'), registerName: Type.String({ maxLength: 60 }) }),
  Type.Object({
    kind: Type.Literal('business'),
    registerName: Type.String({ maxLength: 60 }),
    accountName: Type.String({ minLength: 1, maxLength: 120 }),
    location: LocationSchema,
    admin: Type.Object({
      username: Type.String({ minLength: 1, maxLength: 254 }),
      pin: Type.String({ minLength: 6, maxLength: 32 }),
    }),
  }),
]);
export type SetupRequest = Static<typeof SetupRequestSchema>;

/** `GET /v1/setup` (no token): whether a business is here already, and how far the demo is made (0 … 1). */
export const SetupStateSchema = Type.Object({
  state: Type.Union([Type.Literal('empty'), Type.Literal('preparing'), Type.Literal('ready')]),
  progress: Type.Number(),
});
export type SetupState = Static<typeof SetupStateSchema>;

/** `POST /v1/sign-in` (token): first sign-in of a user on this register; later ones are local (RO-13). */
export const SignInRequestSchema = Type.Object(
  { userId: Type.String({ maxLength: 64 }), pin: Type.String({ minLength: 1, maxLength: 32 }) },
  { additionalProperties: false },
);
export const SignInReplySchema = Type.Object({ user: UserSchema });

/**
 * `GET /v1/users` (token): fetched by main itself, so that roles are never taken from a screen. `locations` tells which
 * one is the master location (RO-2).
 */
export const UsersReplySchema = Type.Object({
  users: Type.Array(UserSchema),
  locations: Type.Optional(Type.Array(Type.Pick(LocationSchema, ['id', 'kind']))),
});
export type UsersReply = Static<typeof UsersReplySchema>;
