import type { Card, CardRedemption } from './card';
import { shownPunch, type PunchAtHand } from './free-punches';
import { punchKey } from './punch-key';
import type { SettledRedemption } from './redemption-states';

/** What every card of one program card says alike. */
export type CardFrame = Pick<
  Card,
  'programId' | 'programCardId' | 'manufacturer' | 'programTitle' | 'cardTitle' | 'ruleText' | 'here'
>;

/** The card a redemption closed. A conflict keeps its place in history and uses no punches (OX-6). */
export function redeemedCard(
  settled: SettledRedemption,
  frame: CardFrame,
  punches: ReadonlyMap<string, PunchAtHand>,
  isUnconfirmed: boolean,
): Card {
  const { redemption, state, punches: restsOn } = settled;
  const used = state === 'conflict' ? [] : restsOn.flatMap((ref) => punches.get(punchKey(ref)) ?? []);
  return {
    id: used[0]?.key ?? redemption.redemptionId,
    ...frame,
    status: 'redeemed',
    slot: null,
    count: used.length,
    buyX: redemption.punches.length,
    punches: used.map((one) => shownPunch(one, { expired: false, expiresOn: null, today: false })),
    redemption: cardRedemption(settled, isUnconfirmed),
    expiring: null,
    mayPunch: false,
    mayRedeem: false,
    redeemableAt: [],
  };
}

function cardRedemption({ redemption, transaction, state }: SettledRedemption, isUnconfirmed: boolean): CardRedemption {
  const { redemptionId, claimedUpc, claimedValueCents, takenUpc, discountCents } = redemption;
  const { businessDate, locationId, userId, receiptNumber } = transaction;
  return {
    redemptionId,
    // A conflict is known from the facts alone; "confirmed" is the master list's word.
    state: state === 'conflict' ? 'conflict' : isUnconfirmed ? 'unconfirmed' : 'confirmed',
    transactionId: transaction.id,
    ...{ businessDate, locationId, userId, receiptNumber },
    ...{ claimedUpc, claimedValueCents, takenUpc, discountCents },
    description: transaction.lines.find(({ line }) => line === redemption.line)?.description ?? '',
  };
}
