import type { Card } from '../../../core/domain/cards/card';
import type { Standing } from '../../../core/domain/cards/standing';
import type { RegisterContext } from '../../data/register-data';
import type { DecidedReward } from '../cards';
import { settledSentence, useWorkItems } from '../work-items';

/** What a person decided of rewards that were taken twice (OX-6): null where there was nothing to decide, or is still. */
export function useDecidedRewards(
  standing: Standing | undefined,
  context: RegisterContext | null | undefined,
): (card: Card) => DecidedReward | null {
  const items = useWorkItems();
  return ({ redemption }) => {
    if (redemption?.state !== 'conflict' || standing?.resolved?.[redemption.redemptionId] === undefined) return null;
    const item = items?.find(
      ({ refs, settled }) => settled !== null && refs['redemptionId'] === redemption.redemptionId,
    );
    // One of another location is not known here; that it is decided is.
    if (item === undefined || context == null) return { words: 'An Administrator has settled it', isVoided: false };
    return { words: settledSentence(item, context), isVoided: item.settled?.resolution === 'voided' };
  };
}
