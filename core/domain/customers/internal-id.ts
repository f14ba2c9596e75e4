import { ok, refuse, type Result } from '../../kernel/result';
import { cleanText, textLength } from './clean-text';
import type { Feature, Settings } from '../organisation/organisation';
import { fieldRefusal, type FieldRefusal } from './field-refusal';

const SWITCH: Feature = 'internal_customer_id';

/** Whether the account works with internal customer IDs: shows, takes and finds by them (NC-5, LK-1). */
export function isInternalIdOn(settings: Pick<Settings, 'features'> | null | undefined): boolean {
  return settings?.features.includes(SWITCH) ?? false;
}

export const LONGEST_INTERNAL_ID = 40;

/** How two internal customer IDs are compared: `a-17` and `A-17` are one number (IC-11). */
export function internalIdKey(internalId: string): string {
  return cleanText(internalId).toLowerCase();
}

/** An internal customer ID as it is stored, or `''` when nothing was typed (NC-5). */
export function readInternalId(typed: string): Result<string, FieldRefusal> {
  const internalId = cleanText(typed);
  if (textLength(internalId) <= LONGEST_INTERNAL_ID) return ok(internalId);
  const message = `An Internal Customer ID may have at most ${LONGEST_INTERNAL_ID} characters.`;
  return refuse(fieldRefusal('internalId', 'internal-id-too-long', message));
}
