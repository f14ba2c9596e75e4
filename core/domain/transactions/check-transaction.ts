import { enrollmentAt } from '../programs/enrollment';
import { storedUpc } from '../programs/program-book';
import type { Program, ProgramCard, ProgramItem } from '../programs/program';
import type { Punch, PunchRef, Redemption, TransactionFacts } from './transaction';

export type RuleDifferenceCode =
  | 'no-customer'
  | 'program-unknown'
  | 'card-unknown'
  | 'not-enrolled'
  | 'line-unknown'
  | 'unit-unknown'
  | 'unit-punched-twice'
  | 'punched-and-free'
  | 'item-not-listed'
  | 'item-not-qualifying'
  | 'item-not-redeemable'
  | 'wrong-x'
  | 'wrong-value'
  | 'wrong-punch-count'
  | 'punch-unknown'
  | 'value-too-high'
  | 'discount-too-high'
  | 'wrong-discount-sum';

/** Something a register decided otherwise than the rules of the versions it named say. */
export interface RuleDifference {
  readonly code: RuleDifferenceCode;
  /** Where: `punches/3`, `redemptions/0`, `discountCents`. */
  readonly path: string;
  /** One sentence for support. */
  readonly message: string;
}

/**
 * Compares a transaction with the rules it names. `programs`: the versions named by the entry. Never changes an amount
 * and never refuses: the differences open a work item. What needs the customer's other visits (whether a card was full,
 * MP-1) is not judged here.
 */
export function checkTransaction(
  facts: TransactionFacts,
  programs: readonly Program[],
  locationId: string,
): readonly RuleDifference[] {
  const differences: RuleDifference[] = [];
  const note = (code: RuleDifferenceCode, path: string, message: string) => {
    differences.push({ code, path, message });
  };
  const { punches, redemptions, customerId, discountCents } = facts;
  if (customerId === null && punches.length + redemptions.length > 0) {
    note('no-customer', 'customerId', 'A sale without a customer punches or redeems (LK-12).');
  }
  const seen = new Set<string>();
  punches.forEach((punch, index) => {
    const path = `punches/${String(index)}`;
    const unit = `${String(punch.line)}/${String(punch.unit)}`;
    if (seen.has(unit)) note('unit-punched-twice', path, 'One unit gives one punch (CA-1).');
    seen.add(unit);
    for (const [code, message] of punchDifferences(punch, facts, programs, locationId)) note(code, path, message);
  });
  redemptions.forEach((redemption, index) => {
    const path = `redemptions/${String(index)}`;
    for (const [code, message] of redemptionDifferences(redemption, facts, programs, locationId)) {
      note(code, path, message);
    }
  });
  if (discountCents !== redemptions.reduce((sum, one) => sum + one.discountCents, 0)) {
    note('wrong-discount-sum', 'discountCents', 'The discount is not the sum of the rewards taken (RD-14).');
  }
  return differences;
}

type Found = readonly (readonly [RuleDifferenceCode, string])[];

interface Rules {
  readonly program: Program;
  readonly card: ProgramCard;
}

function rulesOf({ programId, programCardId }: Punch | Redemption, programs: readonly Program[]): Rules | Found {
  const program = programs.find(({ id }) => id === programId);
  if (program === undefined) return [['program-unknown', `Program ${programId} is not known in the named version.`]];
  const card = program.cards.find(({ id }) => id === programCardId);
  if (card === undefined) return [['card-unknown', `Program ${programId} has no card ${programCardId}.`]];
  return { program, card };
}

function itemOf(card: ProgramCard, upc: string): ProgramItem | undefined {
  return card.items.find((item) => storedUpc(item.upc) === storedUpc(upc));
}

function* punchDifferences(
  punch: Punch,
  { lines, businessDate }: TransactionFacts,
  programs: readonly Program[],
  locationId: string,
): Generator<readonly [RuleDifferenceCode, string]> {
  const line = lines[punch.line];
  if (line === undefined) {
    yield ['line-unknown', 'The punch names a line the transaction does not have.'];
    return;
  }
  if (punch.unit >= line.quantity) yield ['unit-unknown', 'The punch names a unit its line does not have.'];
  if (line.kind === 'free-good') yield ['punched-and-free', 'A free item never punches (RD-8).'];

  const rules = rulesOf(punch, programs);
  if (!('card' in rules)) {
    yield* rules;
    return;
  }
  const { program, card } = rules;
  if (enrollmentAt(program, locationId, businessDate).here !== 'enrolled') {
    yield ['not-enrolled', `The location took no part in ${program.id} that day (LO-10).`];
  }
  if (punch.buyX !== card.buyX) {
    yield ['wrong-x', `X of card ${card.id} is ${String(card.buyX)}, not ${String(punch.buyX)}.`];
  }
  const item = itemOf(card, line.upc);
  if (line.entry === 'exception') return; // EX-1: an item the list does not have, at a value an Admin entered
  if (item === undefined) yield ['item-not-listed', `${line.upc} is not on card ${card.id}.`];
  else if (!item.qualifies) yield ['item-not-qualifying', `${line.upc} does not qualify on card ${card.id}.`];
  else if (item.valueCents !== punch.valueCents) yield ['wrong-value', `The value of ${line.upc} is another (RD-16).`];
}

function* redemptionDifferences(
  redemption: Redemption,
  facts: TransactionFacts,
  programs: readonly Program[],
  locationId: string,
): Generator<readonly [RuleDifferenceCode, string]> {
  if (facts.lines[redemption.line]?.kind !== 'free-good') {
    yield ['line-unknown', 'The redemption names no free-good line of the transaction.'];
  }
  const own = ownPunches(redemption, facts);
  if (own.includes(undefined)) yield ['punch-unknown', 'The redemption names a punch the transaction does not have.'];

  const rules = rulesOf(redemption, programs);
  if (!('card' in rules)) {
    yield* rules;
    return;
  }
  const { program, card } = rules;
  if (!enrollmentAt(program, locationId, facts.businessDate).mayRedeem) {
    yield ['not-enrolled', `Rewards of ${program.id} could not be redeemed at the location that day (RD-20).`];
  }
  const everyX = [card.buyX, ...card.buyXHistory.map(({ buyX }) => buyX)];
  if (!everyX.includes(redemption.punches.length)) {
    yield ['wrong-punch-count', `Card ${card.id} never asked for ${String(redemption.punches.length)} punches.`];
  }
  const item = itemOf(card, redemption.claimedUpc);
  if (item?.redeemable !== true) {
    yield ['item-not-redeemable', `${redemption.claimedUpc} is no free item of card ${card.id}.`];
  }
  const { claimedValueCents, discountCents } = redemption;
  if (item !== undefined && item.valueCents !== claimedValueCents) {
    yield ['wrong-value', `The value of ${redemption.claimedUpc} is another (RD-16).`];
  }
  if (claimedValueCents === null) return;
  const values = own.flatMap((punch) => punch?.valueCents ?? []);
  if (card.rewardRule === 'lesser-equal' && values.some((value) => value < claimedValueCents)) {
    yield ['value-too-high', 'The free item is worth more than an item on its card (FG-1).'];
  }
  if (discountCents > claimedValueCents) {
    yield ['discount-too-high', 'The discount is higher than the claimed value (RD-14).'];
  }
}

/** The transaction's own punches that a redemption names; undefined for each it does not have. */
function ownPunches({ punches }: Redemption, facts: TransactionFacts): readonly (Punch | undefined)[] {
  const isOwn = ({ transactionId }: PunchRef) => transactionId === facts.transactionId;
  return punches
    .filter(isOwn)
    .map((ref) => facts.punches.find(({ line, unit }) => line === ref.line && unit === ref.unit));
}
