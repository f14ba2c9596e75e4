/** The database answered that another transaction was in the way; the same work may be done again from its start. */
const CONFLICTS: ReadonlySet<string> = new Set(['40001', '40P01']);

/** Answers and socket errors that mean: the database went away, is starting, or is stopping. */
const CONNECTION_LOSSES: ReadonlySet<string> = new Set([
  '57P01', // terminated by an administrator, an orderly stop
  '57P02', // another backend crashed
  '57P03', // starting up or in recovery
  '53300', // no free connection slot yet
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT', // the unix socket is not there
  'ENOTCONN',
  'ETIMEDOUT',
]);

/** `pg` reports these without any code. */
const CONNECTION_LOSS_MESSAGES = [
  'Connection terminated',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'timeout exceeded when trying to connect',
];

/** The SQLSTATE or system code of an error, or '' when it has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Whether the transaction lost against another one (serialization failure, deadlock) and left no effect. */
export function isConflict(error: unknown): boolean {
  return CONFLICTS.has(errorCode(error));
}

/** Whether a value of a request is no text that a database can hold (a NUL in an address, say). */
export function isNoText(error: unknown): boolean {
  return errorCode(error) === '22021';
}

/** Whether the connection to the database broke or could not be made, as it happens while PostgreSQL restarts. */
export function isConnectionLoss(error: unknown): boolean {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isConnectionLoss);
  const code = errorCode(error);
  if (CONNECTION_LOSSES.has(code) || code.startsWith('08')) return true;
  return error instanceof Error && CONNECTION_LOSS_MESSAGES.some((text) => error.message.startsWith(text));
}
