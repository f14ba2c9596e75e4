/** The command line cannot be understood; said in one sentence to the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command was understood and could not be done; said in one sentence, without a stack. */
export class CommandRefusal extends Error {
  override readonly name = 'CommandRefusal';
}
