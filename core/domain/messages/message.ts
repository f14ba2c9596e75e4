import { Type, type Static } from 'typebox';
import { HOUR_MS } from '../../kernel/amounts';

/** A welcome or opt-in message older than this is not sent any more (MS-10). */
export const MESSAGE_LIFETIME_MS = 72 * HOUR_MS;

/** One message to one customer, from the wish at the counter to its end (data dictionary 3.5). Instants in milliseconds. */
export const MessageSchema = Type.Object({
  id: Type.String({ maxLength: 128 }),
  customerId: Type.String({ maxLength: 64 }),
  channel: Type.Enum(['email', 'sms']),
  template: Type.Enum(['welcome-email', 'opt-in-text', 'verification-email']),
  /** Where it was asked for. */
  locationId: Type.String({ maxLength: 64 }),
  createdAt: Type.Integer({ minimum: 0 }),
  expiresAt: Type.Integer({ minimum: 0 }),
  state: Type.Enum(['queued', 'sent', 'failed', 'expired', 'cancelled']),
});
export type Message = Static<typeof MessageSchema>;
