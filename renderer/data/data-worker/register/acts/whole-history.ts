import { cardsOf } from '../../../../../core/domain/cards/cards-of';
import { recentHistoryOf } from '../../../../../core/domain/cards/recent-history';
import { wholeStanding } from '../../../../../core/domain/cards/standing-fold';
import { ok, refuse, type Result } from '../../../../../core/kernel/result';
import type { DataRefusal, WholeHistory } from '../../../register-data';
import { EpochDiffers, NoAnswer, ServerRefusal } from '../server';
import { notFound, type ActsParts } from './acts-parts';
import { permit } from './permit';

/**
 * Everything a customer ever bought and took, also what a standing has condensed (HI-4): asked of the server. Own visits
 * it has not heard of are not in it; the screen shows those from what is kept here.
 */
export async function wholeHistory(parts: ActsParts, customerId: string): Promise<Result<WholeHistory, DataRefusal>> {
  const permitted = await permit(parts, 'view-history', parts.identity().location);
  if (!permitted.ok) return permitted;
  const { views, server, signal, directory } = parts;
  const { customer, standing } = await views.customer(customerId);
  if (customer === null) return refuse(notFound);
  try {
    const { visits } = await server.history(customer.id, signal);
    const history = visits.map(({ transaction, logId, sequence }) => ({ ...transaction, logId, sequence }));
    const whole = wholeStanding(standing, history);
    return ok({
      cards: cardsOf(whole, directory.book, views.question([])),
      visits: recentHistoryOf(whole, history.length),
    });
  } catch (error) {
    if (error instanceof ServerRefusal) return refuse({ kind: 'failed', code: error.code, message: error.message });
    if (error instanceof NoAnswer || error instanceof EpochDiffers) return refuse(OFFLINE);
    throw error;
  }
}

const OFFLINE: DataRefusal = {
  kind: 'offline',
  code: 'offline',
  message: 'Older cards and visits are kept at the server, which cannot be reached now.',
};
