import { errorCode } from '../store/database/storage-errors';

/** An error as it may be logged. */
export interface SafeError {
  readonly name: string;
  readonly code: string;
  /** Where it was thrown: the calls of its stack. */
  readonly calls: readonly string[];
  readonly cause: SafeError | null;
}

const MOST_CALLS = 12;

/**
 * What is said of an error in the log: its kind, its code and where it came from. Not its message, because a database's
 * messages repeat the values they are about ("Key (email)=(…) already exists").
 */
export function safeError(error: unknown): SafeError {
  if (!(error instanceof Error)) return { name: typeof error, code: '', calls: [], cause: null };
  const stack = error.stack ?? '';
  // What stands before the end of the message is the message, even lines of it that look like calls.
  const calls = stack
    .slice(stack.indexOf(error.message) + error.message.length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .*:\d+:\d+\)?$/.test(line))
    .slice(0, MOST_CALLS);
  const cause = error.cause === undefined ? null : safeError(error.cause);
  return { name: error.name, code: errorCode(error), calls, cause };
}
