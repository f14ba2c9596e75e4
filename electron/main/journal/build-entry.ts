import type { Instant } from '../../../core/kernel/amounts';
import type { IdSource } from '../../../core/kernel/ports';
import { contentOf, placeEntry, PROTOCOL_VERSION, type LogEntry } from '../../../core/log/entry';
import type { LogHead } from '../../../core/sync/log';
import { entryToWrite, type EntryToWrite } from './frame';
import { receiptNumber, type ReceiptPlace } from './receipt-number';

const SALT_BYTES = 16;

/** What the writer of an entry supplies; everything else is the journal's. */
export interface JournalAppend {
  readonly effectId: string;
  readonly kind: string;
  /** Of a `transaction-finished`: without its receipt number. */
  readonly facts: LogEntry['facts'];
  readonly personal: LogEntry['personal'];
  readonly ruleVersions: LogEntry['ruleVersions'];
  readonly userId: string | null;
  readonly overrideBy: string | null;
}

/** Where this register stands now. */
export interface EntryPlaceFacts extends ReceiptPlace {
  readonly locationId: string;
}
export type EntryPlaces = () => EntryPlaceFacts;

/** What the journal knows at the moment of writing. */
export interface BuildFacts {
  readonly registerId: string;
  readonly logId: string;
  readonly series: string;
  /** Receipt numbers given out in this log. */
  readonly receipts: number;
  readonly head: LogHead;
  readonly shownAt: Instant;
  readonly offsetMs: number | null;
  readonly place: EntryPlaceFacts;
  readonly ids: IdSource;
}

/** The next entry of a log. A finished transaction gets the next receipt number (SA-9). */
export function buildEntry(request: JournalAppend, facts: BuildFacts): EntryToWrite {
  const isReceipt = request.kind === 'transaction-finished';
  const receipts = facts.receipts + (isReceipt ? 1 : 0);
  const number = receiptNumber(facts.place, facts.series, receipts);
  const content = contentOf({
    protocol: PROTOCOL_VERSION,
    effectId: request.effectId,
    kind: request.kind,
    userId: request.userId,
    overrideBy: request.overrideBy,
    locationId: facts.place.locationId,
    shownAt: facts.shownAt,
    offsetMs: facts.offsetMs,
    ruleVersions: request.ruleVersions,
    facts: isReceipt ? { ...request.facts, receiptNumber: number } : request.facts,
    factsSalt: facts.ids.newSalt(SALT_BYTES),
    personal: request.personal,
    personalSalt: facts.ids.newSalt(SALT_BYTES),
  });
  const { registerId, logId, head } = facts;
  const place = { registerId, logId, sequence: head.sequence + 1, previousHash: head.hash };
  return entryToWrite(placeEntry(place, content), receipts);
}
