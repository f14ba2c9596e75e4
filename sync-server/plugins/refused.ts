import type { Result } from '../../core/kernel/result';
import type { ErrorReply } from '../../core/sync/error-reply';

/** A request that is refused: the status, and the reply as it is sent. Thrown by whoever notices; see `error-replies`. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly status: number,
    readonly reply: ErrorReply,
    readonly retryAfterMs: number | null = null,
  ) {
    super(reply.code);
  }
}

const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  'epoch-changed': 409,
  'log-gap': 409,
  'setup-done': 409,
  'register-revoked': 403,
  'not-your-feed': 403,
  'not-found': 404,
};

/** The value of what the books answered; their refusals become replies, by their stable codes. */
export function valueOf<Value>(result: Result<Value, ErrorReply>): Value {
  if (result.ok) return result.value;
  throw new Refused(STATUS_OF_CODE[result.refusal.code] ?? 400, result.refusal);
}
