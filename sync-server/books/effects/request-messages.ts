import type { Message } from '../../../core/domain/messages/message';
import { MESSAGE_LIFETIME_MS } from '../../../core/domain/messages/message';
import type { MessageTemplate } from '../../../core/log/kinds';
import { locationFeed } from '../../../core/sync/checkpoint';
import type { EntryScene } from './entry-scene';

/** Records the messages a cashier asked for (NC-8, NC-17, IC-13); whether they may be sent is decided when they are. */
export function requestMessages(
  { entry, pending }: Pick<EntryScene, 'entry' | 'pending'>,
  customerId: string,
  templates: readonly MessageTemplate[],
): void {
  for (const template of new Set(templates)) {
    const message: Message = {
      id: `${entry.effectId}-${template}`,
      customerId,
      channel: template === 'opt-in-text' ? 'sms' : 'email',
      template,
      locationId: entry.locationId,
      createdAt: entry.shownAt,
      expiresAt: entry.shownAt + MESSAGE_LIFETIME_MS,
      state: 'queued',
    };
    putMessage(pending, message);
  }
}

/** A message and the registers of the location it was asked for at. */
export function putMessage(pending: EntryScene['pending'], message: Message): void {
  const { id, customerId, locationId } = message;
  pending.putDocument('messages', id, message, customerId);
  pending.changeFeed({ feed: locationFeed(locationId), collection: 'messages', id, change: 'put' });
}
