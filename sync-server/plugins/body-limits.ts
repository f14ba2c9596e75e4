/** Largest body of an ordinary request, in bytes. */
export const BODY_LIMIT = 256 * 1024;

/** Largest batch of log entries: 200 entries, some with hundreds of lines. */
export const LOG_BODY_LIMIT = 16 * 1024 * 1024;

/** Largest part of an uploaded list: 2,000 rows with addresses. */
export const IMPORT_BODY_LIMIT = 8 * 1024 * 1024;

/** Largest set of decisions offered back. */
export const DECISIONS_BODY_LIMIT = 4 * 1024 * 1024;
