import { Type } from 'typebox';
import { StandingSchema } from '../../../../core/domain/cards/standing';
import { CustomerSchema } from '../../../../core/domain/customers/customer';
import { SettingsSchema, UserSchema } from '../../../../core/domain/organisation/organisation';
import { ProgramSchema } from '../../../../core/domain/programs/program';
import { TransactionDocumentSchema } from '../../../../core/domain/transactions/transaction-document';
import { WorkItemSchema } from '../../../../core/domain/work-items/work-item';
import { DecisionSchema } from '../../../../core/sync/decision';
import type { FeedRow } from '../../../../core/sync/feed';
import { quickCheck } from '../../../../core/kernel/quick-check';
import {
  pulledCollections,
  type CollectionWrite,
  type FeedMark,
  type Kept,
  type PulledCollection,
  type PulledDocuments,
  type RegisterStore,
  type StoredPage,
} from './register-store';

const OpenDocumentSchema = Type.Object({ id: Type.String({ minLength: 1, maxLength: 128 }) });

/** Every document is checked on arrival. */
const checks: Readonly<Record<PulledCollection, (document: unknown) => boolean>> = {
  customers: quickCheck(CustomerSchema),
  standings: quickCheck(StandingSchema),
  transactions: quickCheck(TransactionDocumentSchema),
  programs: quickCheck(ProgramSchema),
  offers: quickCheck(OpenDocumentSchema),
  catalogue: quickCheck(OpenDocumentSchema),
  users: quickCheck(UserSchema),
  settings: quickCheck(SettingsSchema),
  messages: quickCheck(OpenDocumentSchema),
  workItems: quickCheck(WorkItemSchema),
  decisions: quickCheck(DecisionSchema),
};

/** One row of a page that can be kept. */
interface SoundRow<Name extends PulledCollection = PulledCollection> {
  readonly collection: Name;
  readonly id: string;
  readonly sequence: number;
  /** Null: the document is no longer for this feed. */
  readonly document: PulledDocuments[Name] | null;
}

export interface CheckedPage {
  readonly rows: readonly SoundRow[];
  /** Documents whose shape is not understood. They are not kept; the server sends them again when they change. */
  readonly bad: readonly { readonly name: string; readonly code: string }[];
}

/** Sorts the rows of a page into what can be kept and what is set aside. */
export function checkPage(rows: readonly FeedRow[]): CheckedPage {
  const sound: SoundRow[] = [];
  const bad: { name: string; code: string }[] = [];
  for (const { collection, id, sequence, change, document } of rows) {
    const isSound = change === 'leave' || (document !== null && document.id === id && checks[collection](document));
    if (isSound) {
      sound.push({
        collection,
        id,
        sequence,
        document: change === 'leave' ? null : (document as SoundRow['document']),
      });
    } else {
      bad.push({ name: `${collection}/${id}`, code: 'unknown-shape' });
    }
  }
  return { rows: sound, bad };
}

/** Where a page comes from. */
export interface PageSource {
  readonly feed: string;
  readonly reading: number;
  /** Nothing can be here yet that another feed brought. */
  readonly nothingKept: boolean;
}

/**
 * What a page changes in the store. A document that several feeds carry stays until the last of them lets go of it
 * (an owner's computer reads every location's feed).
 */
export async function stagePage(
  store: RegisterStore,
  rows: readonly SoundRow[],
  { feed, reading, nothingKept }: PageSource,
): Promise<readonly CollectionWrite[]> {
  const writes: CollectionWrite[] = [];
  for (const collection of pulledCollections) {
    const ofCollection = rows.filter((row) => row.collection === collection);
    if (ofCollection.length === 0) continue;
    const ids = ofCollection.map((row) => row.id);
    const known = nothingKept ? [] : await store.readMany(collection, ids);
    const before = new Map(known.map((kept) => [kept.document.id, kept]));
    const puts: Kept[] = [];
    const removals: string[] = [];
    for (const { id, sequence, document } of ofCollection) {
      const kept = before.get(id);
      const { [feed]: _, ...otherFeeds } = kept?.feeds ?? ({} as Record<string, FeedMark>);
      if (document !== null) puts.push({ document, feeds: { ...otherFeeds, [feed]: { sequence, reading } } });
      else if (kept !== undefined && Object.keys(otherFeeds).length > 0) {
        puts.push({ document: kept.document, feeds: otherFeeds });
      } else if (kept !== undefined || nothingKept) removals.push(id);
    }
    writes.push({ collection, puts, removals });
  }
  return writes;
}

/**
 * After a whole reading of a feed: documents that this reading did not meet are no longer in it (they left while the
 * register was away for too long, or the history is another one).
 */
export async function leftovers(
  store: RegisterStore,
  collections: readonly PulledCollection[],
  feed: string,
  reading: number,
): Promise<readonly CollectionWrite[]> {
  const writes: CollectionWrite[] = [];
  for (const collection of collections) {
    const puts: Kept[] = [];
    const removals: string[] = [];
    for (let place: string | null = ''; place !== null;) {
      const { kept, next }: StoredPage = await store.page(collection, place);
      for (const { document, feeds } of kept) {
        const mark = feeds[feed];
        if (mark === undefined || mark.reading >= reading) continue;
        const { [feed]: _, ...otherFeeds } = feeds;
        if (Object.keys(otherFeeds).length === 0) removals.push(document.id);
        else puts.push({ document, feeds: otherFeeds });
      }
      place = next;
    }
    if (puts.length + removals.length > 0) writes.push({ collection, puts, removals });
  }
  return writes;
}
