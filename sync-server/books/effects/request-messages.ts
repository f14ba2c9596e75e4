import type { Message } from '../../../core/domain/messages/message';
import { MESSAGE_LIFETIME_MS } from '../../../core/domain/messages/message';
import type { MessageTemplate } from '../../../core/log/kinds';
import { locationFeed } from '../../../core/sync/checkpoint';
import type { ActingScene, EntryScene } from './entry-scene';

/**
 * Records the messages a cashier asked for (NC-8, NC-17, IC-13); whether they may be sent is decided when they are. Asked
 * for somebody who was deleted meanwhile, none is sent (DE-11).
 */
export function requestMessages(
  { entry, pending }: Pick<EntryScene, 'entry' | 'pending'>,
  customerId: string,
  templates: readonly MessageTemplate[],
): void {
  const isDeleted = pending.customer(customerId)?.status === 'deleted';
  for (const template of new Set(templates)) {
    const message: Message = {
      id: `${entry.effectId}-${template}`,
      customerId,
      channel: template === 'opt-in-text' ? 'sms' : 'email',
      template,
      locationId: entry.locationId,
      createdAt: entry.shownAt,
      expiresAt: entry.shownAt + MESSAGE_LIFETIME_MS,
      state: isDeleted ? 'cancelled' : 'queued',
    };
    putMessage(pending, message);
  }
}

/** A message and the registers of the location it was asked for at. */
function putMessage(pending: EntryScene['pending'], message: Message): void {
  const { id, customerId, locationId } = message;
  pending.putDocument('messages', id, message, customerId);
  pending.changeFeed({ feed: locationFeed(locationId), collection: 'messages', id, change: 'put' });
}

/** Nothing that waits is sent to a customer who is deleted, nor for the accounts rolled into that one (DE-11). */
export async function cancelMessages({ pending, lookup }: ActingScene, customerId: string): Promise<void> {
  const customerIds = [...new Set([customerId, ...(pending.standing(customerId)?.members ?? [])])];
  const ofThisBatch = [...pending.documents.values()]
    .filter(({ collection, owner }) => collection === 'messages' && owner !== null && customerIds.includes(owner))
    .map(({ document }) => document as unknown as Message);
  const written = new Set(ofThisBatch.map(({ id }) => id));
  const committed = (await lookup.queuedMessages(customerIds)).filter(({ id }) => !written.has(id));
  for (const message of [...committed, ...ofThisBatch].filter(({ state }) => state === 'queued')) {
    putMessage(pending, { ...message, state: 'cancelled' });
  }
}
