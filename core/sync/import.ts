import { Type, type Static } from 'typebox';
import { ImportRowSchema } from '../domain/imports/import-row';

const Id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' });
const closed = { additionalProperties: false };

/** Most rows of one request. */
export const MAX_IMPORT_CHUNK = 2000;

/** A row that turned out at the server to be somebody already, or lost its ID to somebody (UP-7). */
export const ExistingIdentifierSchema = Type.Object({
  row: Type.Integer(),
  kind: Type.Enum(['email', 'phone', 'internal-id']),
});

/** One upload of a customer list, from its first row to its result (data dictionary 3.5: ImportJob). */
export const ImportStateSchema = Type.Object({
  importId: Id,
  /** `staged`: rows are arriving, nothing is a customer yet. */
  state: Type.Enum(['staged', 'done', 'cancelled', 'undone']),
  locationId: Type.String(),
  fileName: Type.String(),
  userId: Type.String(),
  begunAt: Type.Integer(),
  /** When it was done; null before. */
  doneAt: Type.Union([Type.Integer(), Type.Null()]),
  /** Rows that were announced. */
  total: Type.Integer(),
  /** Customers made of them. */
  imported: Type.Integer(),
  /** Rows an existing customer stood in the way of, found when it was carried out. */
  existing: Type.Array(ExistingIdentifierSchema),
});
export type ImportState = Static<typeof ImportStateSchema>;

/** `GET /v1/imports/:id`: where it stands; `done` of `total` rows are carried out. */
export const ImportProgressSchema = Type.Object({ import: ImportStateSchema, done: Type.Integer() });

/** A list that was uploaded after the backup a server was restored from: it is to be uploaded again, as the same one. */
const LostUploadSchema = Type.Object({
  importId: Id,
  fileName: Type.String(),
  locationId: Type.String(),
  rows: Type.Integer(),
  /** Instant in milliseconds. */
  uploadedAt: Type.Integer(),
});
export type LostUpload = Static<typeof LostUploadSchema>;

/** `GET /v1/imports`: whether a list may be uploaded (UP-8), and the last one. */
export const ImportsReplySchema = Type.Object({
  /** Null when it may; else why not. */
  refusal: Type.Union([Type.Object({ code: Type.String(), message: Type.String() }), Type.Null()]),
  last: Type.Union([ImportStateSchema, Type.Null()]),
  lost: Type.Array(LostUploadSchema),
});
export type ImportsReply = Static<typeof ImportsReplySchema>;

/** `POST /v1/imports`: announces a list; told again, it is the same one. */
export const BeginImportSchema = Type.Object(
  {
    importId: Id,
    locationId: Type.String({ minLength: 1, maxLength: 64 }),
    fileName: Type.String({ minLength: 1, maxLength: 200 }),
    total: Type.Integer({ minimum: 1, maximum: 100_000 }),
  },
  closed,
);
export type BeginImport = Static<typeof BeginImportSchema>;

/** `POST /v1/imports/:id/rows`. A row sent again takes the place of the first. */
export const ImportRowsSchema = Type.Object(
  { rows: Type.Array(ImportRowSchema, { minItems: 1, maxItems: MAX_IMPORT_CHUNK }) },
  closed,
);
export const RowsTakenSchema = Type.Object({ taken: Type.Integer() });

/** `POST /v1/imports/check`: which of these identifiers customers have already (UP-6). */
export const CheckImportSchema = Type.Object(
  {
    locationId: Type.String({ minLength: 1, maxLength: 64 }),
    rows: Type.Array(
      Type.Object(
        {
          row: Type.Integer(),
          email: Type.String({ maxLength: 254 }),
          phone: Type.String({ maxLength: 20 }),
          internalId: Type.String({ maxLength: 160 }),
        },
        closed,
      ),
      { maxItems: MAX_IMPORT_CHUNK },
    ),
  },
  closed,
);
export type CheckImport = Static<typeof CheckImportSchema>;
export const CheckImportReplySchema = Type.Object({ existing: Type.Array(ExistingIdentifierSchema) });
