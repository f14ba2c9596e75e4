import { Type, type TSchema } from 'typebox';
import { LocationSchema, UserSchema } from '../domain/organisation/organisation';

const closed = { additionalProperties: false } as const;
const Empty = Type.Object({}, closed);

/** A stable code for support and one sentence for the person. */
const Refused = Type.Object({ kind: Type.Literal('refused'), code: Type.String(), message: Type.String() });

/** Channels about this installation: joining a business, and who works at it. */
export const registerContract = {
  /** Where this installation stands. */
  'register:state': {
    request: Empty,
    reply: Type.Union([
      Type.Object({
        kind: Type.Literal('new'),
        /** The server the environment suggests. */
        serverUrl: Type.Union([Type.String(), Type.Null()]),
        server: Type.Enum(['empty', 'preparing', 'ready', 'unreachable']),
      }),
      Type.Object({
        kind: Type.Literal('joined'),
        accountName: Type.String(),
        locationName: Type.String(),
        registerName: Type.String(),
        user: Type.Union([UserSchema, Type.Null()]),
        /** Plain notice when secrets could only be kept in a protected file, or can no longer be read. */
        notice: Type.Union([Type.String(), Type.Null()]),
      }),
    ]),
  },
  'register:join': {
    request: Type.Object(
      {
        serverUrl: Type.String({ minLength: 1, maxLength: 300 }),
        code: Type.String({ minLength: 4, maxLength: 40 }),
      },
      closed,
    ),
    reply: Type.Union([Type.Object({ kind: Type.Literal('joined') }), Refused]),
  },
  /** The first business, or the demo, on the suggested server; this register joins it at once. */
  'register:set-up': {
    request: Type.Union([
      Type.Object({ kind: Type.Literal('demo') }, closed),
      Type.Object(
        {
          kind: Type.Literal('business'),
          accountName: Type.String({ minLength: 1, maxLength: 120 }),
          location: Type.Object(
            {
              name: LocationSchema.properties.name,
              code: LocationSchema.properties.code,
              country: LocationSchema.properties.country,
              timeZone: LocationSchema.properties.timeZone,
              phone: Type.String({ maxLength: 40 }),
              address: LocationSchema.properties.address,
            },
            closed,
          ),
          username: UserSchema.properties.username,
          pin: Type.String({ minLength: 1, maxLength: 32 }),
        },
        closed,
      ),
    ]),
    reply: Type.Union([Type.Object({ kind: Type.Literal('joined') }), Refused]),
  },
  /** How far the demo is made (0 … 1), also after this register has joined it. */
  'register:setup-progress': {
    request: Empty,
    reply: Type.Object({
      state: Type.Enum(['empty', 'preparing', 'ready', 'unreachable']),
      progress: Type.Number({ minimum: 0, maximum: 1 }),
    }),
  },
  /** Whom the sign-in screen offers. */
  'session:users': {
    request: Empty,
    reply: Type.Object({
      users: Type.Array(
        Type.Object({
          id: Type.String(),
          username: Type.String(),
          role: UserSchema.properties.role,
          demoPin: Type.Union([Type.String(), Type.Null()]),
          /** False: the next sign-in needs the network (RO-13). */
          knownHere: Type.Boolean(),
        }),
      ),
    }),
  },
  'session:sign-in': {
    request: Type.Object(
      {
        userId: Type.String({ minLength: 1, maxLength: 64 }),
        pin: Type.String({ minLength: 1, maxLength: 32 }),
      },
      closed,
    ),
    reply: Type.Union([
      Type.Object({ kind: Type.Literal('signed-in'), user: UserSchema }),
      Type.Object({
        kind: Type.Literal('refused'),
        code: Type.String(),
        message: Type.String(),
        /** While locked. Milliseconds. */
        retryAfterMs: Type.Union([Type.Number(), Type.Null()]),
      }),
    ]),
  },
  /** Signs out; what is in progress stays a draft. */
  'session:lock': { request: Empty, reply: Empty },
} as const satisfies Record<string, { readonly request: TSchema; readonly reply: TSchema }>;
