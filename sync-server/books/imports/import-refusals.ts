import type { ErrorReply } from '../../../core/sync/error-reply';

export const NO_IMPORT: ErrorReply = {
  code: 'not-found',
  message: 'The server does not know this upload. Begin it again.',
};
export const NO_LOCATION: ErrorReply = { code: 'not-found', message: 'There is no such location.' };
export const UPLOADED_ALREADY: ErrorReply = {
  code: 'upload-done-already',
  message: 'This business has customers already, and only one list is uploaded, into an empty business.',
};
export const NOT_STAGED: ErrorReply = {
  code: 'upload-over',
  message: 'This upload is carried out or called off already.',
};
export const ROWS_MISSING: ErrorReply = {
  code: 'rows-missing',
  message: 'Not all rows of the list have arrived. Nothing was imported; begin again.',
};
export const ROW_NOT_VALID: ErrorReply = {
  code: 'row-not-valid',
  message: 'A row of the list breaks the rules for customers. Nothing was imported.',
};
export const NOT_DONE: ErrorReply = { code: 'upload-not-done', message: 'There is no imported list to take back.' };
export const IN_USE: ErrorReply = {
  code: 'import-in-use',
  message: 'An imported customer has been checked out since, so the import can no longer be undone.',
};
export const COMBINED: ErrorReply = {
  code: 'import-in-use',
  message: 'An imported customer was combined with another one since, so the import can no longer be undone.',
};
