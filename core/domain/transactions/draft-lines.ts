import type { Instant } from '../../kernel/amounts';
import { ok, refuse, type Result } from '../../kernel/result';
import { enrolledItems, isInCatalogue, storedUpc } from '../programs/program-book';
import { readUpc } from '../programs/upc';
import type { CheckoutContext } from './checkout-context';
import { openDraft, type CheckoutDraft, type DraftLine } from './checkout-draft';
import type { CheckoutRefusal, CheckoutRefusalCode } from './checkout-refusal';

/** Most lines and units one transaction can hold; a shop that meets them has a stuck scanner. */
export const MAX_LINES = 2000;
export const MAX_UNITS = 10_000;
export const MAX_QUANTITY = 9999;
/** PU-21. */
export const MAX_CUSTOM_FIELDS = 5;
export const MAX_FIELD_LENGTH = 60;

/** What a code turned out to be. `other-program`: listed, but this location takes no part (LO-10). */
export type AddedAs = 'program-item' | 'other-program' | 'unknown-item';

/** A unit went onto the list. */
export interface UnitAdded {
  readonly draft: CheckoutDraft;
  readonly line: DraftLine;
  /** Number of the new unit on that line. */
  readonly unit: number;
  readonly addedAs: AddedAs;
}

/** Adds one unit by its code (PU-1, PU-2, PU-12, PU-13). `entry`: scanned, or typed into the search bar. */
export function scanCode(
  draft: CheckoutDraft,
  context: CheckoutContext,
  scan: { readonly code: string; readonly entry: 'scan' | 'typed'; readonly at: Instant },
): Result<UnitAdded, CheckoutRefusal> {
  const read = readUpc(scan.code, (upc) => isInCatalogue(context.book, upc));
  return read.ok ? addUnit(draft, context, { upc: read.value, entry: scan.entry, at: scan.at }) : read;
}

/** Adds one unit of a program item chosen by drop-down (PU-3) or by clicking on a card (PU-4). */
export function addItem(
  draft: CheckoutDraft,
  context: CheckoutContext,
  choice: { readonly upc: string; readonly entry: 'dropdown' | 'card-click'; readonly at: Instant },
): Result<UnitAdded, CheckoutRefusal> {
  const upc = storedUpc(choice.upc);
  if (enrolledItems(context.book, upc, context.locationId, context.today).length === 0) {
    return refusal('item-not-in-programs', 'This item is not in a program of this location.');
  }
  return addUnit(draft, context, { ...choice, upc });
}

function addUnit(
  draft: CheckoutDraft,
  { book, locationId, today }: CheckoutContext,
  unit: Pick<DraftLine, 'upc' | 'entry' | 'at'>,
): Result<UnitAdded, CheckoutRefusal> {
  if (unitsOf(draft) >= MAX_UNITS) return tooManyUnits();
  const known = book.byUpc.get(unit.upc)?.[0];
  const enrolled = enrolledItems(book, unit.upc, locationId, today)[0];
  const addedAs = enrolled !== undefined ? 'program-item' : known !== undefined ? 'other-program' : 'unknown-item';

  // Only the last line takes another unit: units stay in scan order, which decides the card they land on (CA-6).
  const last = draft.lines.at(-1);
  if (last !== undefined && last.upc === unit.upc && last.entry === unit.entry && last.quantity < MAX_QUANTITY) {
    const line = { ...last, quantity: last.quantity + 1 };
    return ok({ draft: { ...draft, lines: [...draft.lines.slice(0, -1), line] }, line, unit: last.quantity, addedAs });
  }
  if (draft.lines.length >= MAX_LINES || draft.nextLine >= MAX_QUANTITY) {
    return refusal('too-many-lines', 'This transaction is full: finish it and start another.');
  }
  const description = (enrolled ?? known)?.item.description ?? '';
  const line: DraftLine = { line: draft.nextLine, ...unit, description, quantity: 1, unitPriceCents: null };
  const added = { ...draft, nextLine: draft.nextLine + 1, lines: [...draft.lines, line] };
  return ok({ draft: added, line, unit: 0, addedAs });
}

/** Changes the quantity of a line; 0 removes it, negative ones are refused (PU-14). */
export function setQuantity(
  draft: CheckoutDraft,
  line: number,
  quantity: number,
): Result<CheckoutDraft, CheckoutRefusal> {
  const changed = draft.lines.find((one) => one.line === line);
  if (changed === undefined) return refusal('line-unknown', 'This line is no longer on the list.');
  if (!Number.isInteger(quantity)) return refusal('quantity-not-whole', 'A quantity is a whole number.');
  if (quantity < 0) return refusal('quantity-negative', 'A return is not made here: use Customer Returns.');
  if (quantity > MAX_QUANTITY) return refusal('quantity-too-large', `At most ${String(MAX_QUANTITY)} on one line.`);
  if (unitsOf(draft) - changed.quantity + quantity > MAX_UNITS) return tooManyUnits();
  return ok(withQuantity(draft, line, quantity));
}

/** Removes a line, and gives back the rewards its units were taken for. */
export function removeLine(draft: CheckoutDraft, line: number): CheckoutDraft {
  return withQuantity(draft, line, 0);
}

function withQuantity(draft: CheckoutDraft, line: number, quantity: number): CheckoutDraft {
  const isGone = (one: { line: number; unit: number } | null) =>
    one !== null && one.line === line && one.unit >= quantity;
  return {
    ...draft,
    lines: draft.lines.flatMap((one) => (one.line !== line ? [one] : quantity === 0 ? [] : [{ ...one, quantity }])),
    redemptions: draft.redemptions.filter(({ unit }) => !isGone(unit)),
    countedAsPurchase: draft.countedAsPurchase.filter((unit) => !isGone(unit)),
  };
}

/**
 * **Incorrect Customer** (LK-6): moves the items to another customer, or discards them (LK-11). What was decided about
 * the former customer's rewards and cards is dropped with him; a unit that was to be free is a purchase again.
 */
export function changeCustomer(
  draft: CheckoutDraft,
  customerId: string | null,
  items: 'move' | 'discard',
): CheckoutDraft {
  const { id, openedAt, captureOn, customFields, nextLine, lines } = draft;
  const fresh = { ...openDraft(id, customerId, openedAt), captureOn, customFields, nextLine };
  return items === 'move' ? { ...fresh, lines } : fresh;
}

/** Turns **Scanner/Keystroke Capture** ON or OFF. */
export function setCapture(draft: CheckoutDraft, captureOn: boolean): CheckoutDraft {
  return { ...draft, captureOn };
}

/** Fills in a custom field; an empty text clears it (PU-21). */
export function setCustomField(
  draft: CheckoutDraft,
  name: string,
  text: string,
): Result<CheckoutDraft, CheckoutRefusal> {
  const value = text.trim();
  if (value.length > MAX_FIELD_LENGTH) {
    return refusal('field-too-long', `“${name}” takes at most ${String(MAX_FIELD_LENGTH)} characters.`);
  }
  const { [name]: _former, ...others } = draft.customFields;
  if (value === '') return ok({ ...draft, customFields: others });
  if (Object.keys(others).length >= MAX_CUSTOM_FIELDS) {
    return refusal('too-many-fields', `At most ${String(MAX_CUSTOM_FIELDS)} custom fields can be filled in.`);
  }
  return ok({ ...draft, customFields: { ...others, [name]: value } });
}

function unitsOf(draft: CheckoutDraft): number {
  return draft.lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

function tooManyUnits(): Result<never, CheckoutRefusal> {
  return refusal('too-many-units', `A transaction holds at most ${String(MAX_UNITS)} units: finish it first.`);
}

function refusal(code: CheckoutRefusalCode, message: string): Result<never, CheckoutRefusal> {
  return refuse({ code, message });
}
