import { Type, type Static, type TSchema } from 'typebox';

const closed = { additionalProperties: false };
const ExportId = Type.String({ minLength: 1, maxLength: 64 });

/** What a column holds; decides how its cells are written (CL-14). Dates are `YYYY-MM-DD` texts, phones formatted ones. */
export const ExportColumnSchema = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 60 }),
    kind: Type.Enum(['text', 'phone', 'date', 'number']),
    /** In characters. */
    width: Type.Integer({ minimum: 4, maximum: 80 }),
  },
  closed,
);
export type ExportColumn = Static<typeof ExportColumnSchema>;

/** Most characters a cell of a workbook holds: a customer of a hundred shops has all their names in one. */
const LONGEST_CELL = 32_767;

/** Cells in the order of the columns; null for an empty one. */
export const ExportRowSchema = Type.Array(
  Type.Union([Type.String({ maxLength: LONGEST_CELL }), Type.Number(), Type.Null()]),
  { maxItems: 60 },
);
export type ExportRow = Static<typeof ExportRowSchema>;

/** Most rows of one `export:rows`. */
export const MAX_EXPORT_ROWS = 2000;

const refused = Type.Object({ kind: Type.Literal('refused'), code: Type.String(), message: Type.String() });

/** An export in four steps: the person names a file, rows come in chunks, the file appears whole or not at all. */
export const exportRequests = {
  'export:begin': {
    request: Type.Object(
      {
        /** `json`: the rows are pieces of a text, written as they come. */
        fileKind: Type.Enum(['xlsx', 'csv', 'json']),
        /** `customer-copy`: everything kept of one customer, for that customer. The last two belong to an upload: rows that were not imported, and the empty template (UP-5, UP-6). */
        what: Type.Enum(['customers', 'pets', 'customer-copy', 'upload-problems', 'upload-template']),
        suggestedName: Type.String({ minLength: 1, maxLength: 120 }),
        columns: Type.Array(ExportColumnSchema, { minItems: 1, maxItems: 60 }),
        /** Location id, or `all`; and whether a filter left rows out. For the audit log. */
        scope: Type.String({ maxLength: 64 }),
        filtered: Type.Boolean(),
      },
      closed,
    ),
    /** `forbidden` (RO-11), `not-signed-in`, `busy`, `not-written`. */
    reply: Type.Union([
      Type.Object({ kind: Type.Literal('begun'), exportId: ExportId }),
      Type.Object({ kind: Type.Literal('cancelled') }),
      refused,
    ]),
  },
  /** Answered when the rows are taken, so that the sender never runs ahead of the disk. */
  'export:rows': {
    request: Type.Object(
      { exportId: ExportId, rows: Type.Array(ExportRowSchema, { maxItems: MAX_EXPORT_ROWS }) },
      closed,
    ),
    reply: Type.Union([Type.Object({ kind: Type.Literal('taken') }), refused]),
  },
  /** The file is on disk under its name, and the export is in the register log (CL-14, SE-4). */
  'export:finish': {
    request: Type.Object({ exportId: ExportId }, closed),
    reply: Type.Union([
      Type.Object({ kind: Type.Literal('written'), fileName: Type.String(), rows: Type.Integer() }),
      refused,
    ]),
  },
  /** Nothing of the file stays. */
  'export:cancel': { request: Type.Object({ exportId: ExportId }, closed), reply: Type.Object({}) },
} as const satisfies Record<string, { readonly request: TSchema; readonly reply: TSchema }>;

export type ExportBegin = Static<(typeof exportRequests)['export:begin']['request']>;
export type ExportReply<Name extends keyof typeof exportRequests> = Static<(typeof exportRequests)[Name]['reply']>;
