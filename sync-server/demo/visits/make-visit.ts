import type {
  MultiPurchaseReason,
  Punch,
  Redemption,
  TransactionFacts,
  TransactionLine,
} from '../../../core/domain/transactions/transaction';
import { MINUTE_MS, type CalendarDate, type Instant } from '../../../core/kernel/amounts';
import type { DemoRandom } from '../demo-random';
import type { DemoPerson } from '../people/person';
import type { HeldPunch, Wallet } from './wallet';
import type { Shelf, ShelfCard } from './shelf';

/** Units of one program card, bought in one visit. */
export interface Basket {
  readonly shelfCard: ShelfCard;
  readonly units: number;
  /** Brings a paper card: these units were bought earlier (MP-2). */
  readonly paper: boolean;
}

export interface VisitPlan {
  readonly at: Instant;
  readonly locationId: string;
  readonly businessDate: CalendarDate;
  readonly receiptNumber: string;
  readonly baskets: readonly Basket[];
  /** How likely a reward that is due is taken at once. */
  readonly redeems: number;
}

const EXTRAS = ['Nail trim', 'Leather leash 6 ft', 'Squeaky hedgehog', 'Stainless bowl', 'Gift card', 'Engraved tag'];
const REASONS: readonly (readonly [MultiPurchaseReason, number])[] = [
  ['stocking-up', 45],
  ['multiple-pets', 35],
  ['sale-or-promotion', 20],
];

/** The facts of one finished visit, and the customer's cards after it. */
export function makeVisit(
  random: DemoRandom,
  shelf: Shelf,
  person: Pick<DemoPerson, 'id' | 'email' | 'address'>,
  wallet: Wallet,
  plan: VisitPlan,
): TransactionFacts {
  const transactionId = random.newId();
  const lines: TransactionLine[] = [];
  const redemptions = wallet
    .due()
    .map((id) => shelf.card(id))
    .filter((due) => mayRedeem(shelf, due, person, plan) && random.chance(plan.redeems))
    .map((due) => takeReward(random, due, wallet, lines));

  const punches: Punch[] = [];
  for (const basket of plan.baskets) {
    const bought = buy(random, basket, lines);
    if (!shelf.punches(basket.shelfCard, plan.locationId, plan.businessDate)) continue;
    for (const punch of bought) {
      punches.push(punch);
      const ref = { transactionId, line: punch.line, unit: punch.unit };
      const { program, card } = basket.shelfCard;
      wallet.punch(card, program.windowMonths, { ref, date: plan.businessDate, valueCents: punch.valueCents ?? 0 });
    }
  }
  if (random.chance(0.2)) lines.push(line('', random.pick(EXTRAS), 1, 'purchase', 'typed'));

  return {
    ...{ transactionId, kind: 'sale', customerId: person.id, openedAt: plan.at - random.between(1, 4) * MINUTE_MS },
    ...{ businessDate: plan.businessDate, receiptNumber: plan.receiptNumber, lines, punches, redemptions },
    ...{ points: [], tenders: [], customFields: {}, totalCents: null },
    discountCents: redemptions.reduce((sum, { discountCents }) => sum + discountCents, 0),
  };
}

function mayRedeem(
  shelf: Shelf,
  due: ShelfCard,
  person: Pick<DemoPerson, 'email' | 'address'>,
  plan: VisitPlan,
): boolean {
  const { requiresEmail, requiresAddress } = due.program;
  if ((requiresEmail && person.email === '') || (requiresAddress && person.address === null)) return false; // RD-2
  return shelf.punches(due, plan.locationId, plan.businessDate);
}

function takeReward(random: DemoRandom, due: ShelfCard, wallet: Wallet, lines: TransactionLine[]): Redemption {
  const punches = wallet.redeem(due.card.id);
  const item = random.pick(due.card.items.filter(({ valueCents }) => (valueCents ?? 0) <= mostAllowed(due, punches)));
  lines.push(line(item.upc, item.description, 1, 'free-good', 'dropdown'));
  return {
    redemptionId: random.newId(),
    programId: due.program.id,
    programCardId: due.card.id,
    punches: punches.map(({ ref }) => ref),
    line: lines.length - 1,
    claimedUpc: item.upc,
    claimedValueCents: item.valueCents,
    takenUpc: item.upc,
    discountCents: item.valueCents ?? 0,
  };
}

/** FG-1 and FG-4. */
function mostAllowed({ card }: ShelfCard, punches: readonly HeldPunch[]): number {
  return card.rewardRule === 'any-item' ? Infinity : Math.min(...punches.map(({ valueCents }) => valueCents));
}

/** Puts units of one item on the list; answers what they punch. */
function buy(random: DemoRandom, { shelfCard, units, paper }: Basket, lines: TransactionLine[]): Punch[] {
  const { program, card } = shelfCard;
  const item = random.pick(card.items);
  lines.push(
    line(
      item.upc,
      item.description,
      units,
      'purchase',
      paper ? 'paper' : random.pick(['scan', 'scan', 'scan', 'dropdown']),
    ),
  );
  const reason = units < 2 ? null : paper ? 'paper-card' : random.weighted(REASONS); // MP-1, MP-6
  return Array.from({ length: units }, (_, unit) => ({
    ...{ line: lines.length - 1, unit, programId: program.id, programCardId: card.id, buyX: card.buyX },
    ...{ valueCents: item.valueCents, reason, reasonText: '' },
  }));
}

function line(
  upc: string,
  description: string,
  quantity: number,
  kind: TransactionLine['kind'],
  entry: TransactionLine['entry'],
): TransactionLine {
  return { upc, description, quantity, unitPriceCents: null, kind, entry };
}
