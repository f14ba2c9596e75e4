import { Type, type Static, type TSchema } from 'typebox';

const closed = { additionalProperties: false };
const ListId = Type.String({ minLength: 1, maxLength: 64 });

/** Largest file, in bytes, and how much of it one message brings. */
export const MAX_LIST_BYTES = 50 * 1024 * 1024;
export const MAX_LIST_PIECE = 4 * 1024 * 1024;
/** Most rows of one `list:rows`. */
export const MAX_LIST_ROWS = 2000;

const refused = Type.Object({ kind: Type.Literal('refused'), code: Type.String(), message: Type.String() });

/**
 * Reading a spreadsheet somebody chose (UP-5). The page hands over the bytes it was given, never a path: what is not
 * chosen cannot be read. Another process reads them, within limits of size and time.
 */
export const listRequests = {
  'list:open': {
    request: Type.Object({ bytes: Type.Integer({ minimum: 0 }) }, closed),
    /** `forbidden`, `not-joined`, `busy`, `file-too-large`. */
    reply: Type.Union([Type.Object({ kind: Type.Literal('opened'), listId: ListId }), refused]),
  },
  'list:bytes': {
    /** A `Uint8Array` of at most `MAX_LIST_PIECE`; the schema cannot say that, main looks itself. */
    request: Type.Object({ listId: ListId, piece: Type.Unknown() }, closed),
    reply: Type.Union([Type.Object({ kind: Type.Literal('taken') }), refused]),
  },
  'list:read': {
    request: Type.Object({ listId: ListId }, closed),
    reply: Type.Union([Type.Object({ kind: Type.Literal('read'), total: Type.Integer() }), refused]),
  },
  'list:rows': {
    request: Type.Object(
      {
        listId: ListId,
        from: Type.Integer({ minimum: 0 }),
        limit: Type.Integer({ minimum: 1, maximum: MAX_LIST_ROWS }),
      },
      closed,
    ),
    reply: Type.Union([
      Type.Object({ kind: Type.Literal('rows'), rows: Type.Array(Type.Array(Type.String())) }),
      refused,
    ]),
  },
  /** Nothing of it is kept. */
  'list:close': { request: Type.Object({ listId: ListId }, closed), reply: Type.Object({}) },
} as const satisfies Record<string, { readonly request: TSchema; readonly reply: TSchema }>;

export type ListReply<Name extends keyof typeof listRequests> = Static<(typeof listRequests)[Name]['reply']>;
