import type { Standing, StandingTransaction } from '../../../core/domain/cards/standing';
import type { Customer } from '../../../core/domain/customers/customer';
import type { LogEntry } from '../../../core/log/entry';
import type { DocumentRow, EntryRow, FeedChange } from '../../../sync-server/store/rows';
import type { StoreTransaction } from '../../../sync-server/store/store';
import type { WorldChanges } from '../../support/world/world';
import type { PlantedBug } from './planted-bug';
import { withTransaction } from './wrapped-store';

/** Mistakes in single rows of the books: entries as they are kept, visits as they are folded. */
export const rowBugs: readonly PlantedBug[] = [
  {
    name: 'answered-and-forgotten',
    what: 'a sale to nobody in particular is answered as accepted, and nothing of it is kept',
    foundBy: 3,
    breaks: 'what was finished is in the books once (OX-1, OX-2)',
    changes: withTransaction((tx) => {
      const isForgotten = (entry: unknown) => {
        const { kind, facts } = entry as LogEntry;
        return kind === 'transaction-finished' && facts.customerId === null;
      };
      const forgotten = new Set<string>();
      return {
        ...tx,
        putDocuments: (rows) => {
          const ofNobody = rows.filter(({ collection, owner }) => collection === 'transactions' && owner === null);
          for (const { id } of ofNobody) forgotten.add(id);
          return tx.putDocuments(rows.filter((row) => !ofNobody.includes(row)));
        },
        appendToFeeds: (changes, commit) => tx.appendToFeeds(untold(changes, forgotten), commit),
        putEntries: (rows) => tx.putEntries(rows.filter(({ entry }) => !isForgotten(entry))),
      };
    }),
  },
  {
    name: 'receipt-renumbered',
    what: 'the server gives a sale a receipt number of its own',
    foundBy: 1,
    breaks: 'the books say what the receipt says',
    changes: withEntries((row) => {
      const entry = row.entry as LogEntry;
      if (entry.kind !== 'transaction-finished') return [row];
      return [{ ...row, entry: { ...entry, facts: { ...entry.facts, receiptNumber: `S-${row.effectId}` } } }];
    }),
  },
  {
    name: 'audit-dropped',
    what: 'what only says who did what is not kept',
    foundBy: 1,
    breaks: 'every entry arrives',
    changes: withEntries((row) => (row.kind === 'audit-recorded' ? [] : [row])),
  },
  {
    name: 'hash-made-anew',
    what: 'an entry is kept with a hash of the server’s own',
    foundBy: 1,
    breaks: 'an entry arrives as it was written',
    changes: withEntries((row) => [{ ...row, hash: row.contentHash }]),
  },
  {
    name: 'sale-kept-out-of-reports',
    what: 'of a sale with a free item the customer has the punches, and the reports have nothing',
    foundBy: 1,
    breaks: 'what was sold to an erased customer stays in the reports (DE-7)',
    changes: withTransaction((tx) => {
      const left = new Set<string>();
      return {
        ...tx,
        putDocuments: (rows) => {
          for (const { id } of rows.filter(withReward)) left.add(id);
          return tx.putDocuments(rows.filter(({ id }) => !left.has(id)));
        },
        appendToFeeds: (changes, commit) => tx.appendToFeeds(untold(changes, left), commit),
      };
    }),
  },
  {
    name: 'visit-invented',
    what: 'a sale is entered a second time under another id',
    foundBy: 1,
    breaks: 'the books hold only what was finished',
    changes: withDocuments((row) => {
      if (row.collection !== 'transactions') return null;
      const id = `${row.id.slice(0, 30)}-2`;
      return [row, { ...row, id, document: { ...row.document, id } }];
    }),
  },
  {
    name: 'through-forgotten',
    what: 'a standing does not say which entries it contains',
    foundBy: 1,
    breaks: 'a standing says what it contains',
    changes: withStandings((standing) => ({ ...standing, through: {} })),
  },
  {
    name: 'second-punch-lost',
    what: 'of a visit only the first punch is folded in',
    foundBy: 1,
    breaks: 'free and used punches are all punches (OX-5)',
    changes: withVisits((visit) => ({ ...visit, punches: visit.punches.slice(0, 1) })),
  },
  {
    name: 'reward-lost',
    what: 'of a visit with two rewards only the first is folded in',
    foundBy: 4,
    breaks: 'no redemption is lost (OX-5)',
    changes: withVisits((visit) => ({ ...visit, redemptions: visit.redemptions.slice(0, 1) })),
  },
  {
    name: 'punch-used-twice',
    what: 'a reward is folded in with its first punch named in place of its second',
    foundBy: 1,
    breaks: 'every punch lies on one card (CA-7)',
    changes: withVisits((visit) => ({ ...visit, redemptions: visit.redemptions.map(withFirstTwice) })),
  },
  {
    name: 'pets-copied',
    what: 'a roll-up copies pets to the primary, and leaves them where they were as well',
    foundBy: 6,
    breaks: 'a pet is on one account alone (RU-15)',
    changes: withTransaction((tx) => ({
      ...tx,
      async putDocuments(rows) {
        const written = [];
        for (const row of rows) written.push(await withItsPets(tx, row));
        await tx.putDocuments(written);
      },
    })),
  },
];

function withReward({ collection, document }: DocumentRow): boolean {
  if (collection !== 'transactions') return false;
  return (document['facts'] as { readonly redemptions: readonly unknown[] }).redemptions.length > 0;
}

function withFirstTwice<Reward extends StandingTransaction['redemptions'][number]>(reward: Reward): Reward {
  const [first, ...others] = reward.punches;
  return first === undefined
    ? reward
    : { ...reward, punches: [first, ...others.map((ref, at) => (at === 0 ? first : ref))] };
}

/** The changes without those of documents that are not kept. */
function untold(changes: readonly FeedChange[], left: ReadonlySet<string>): readonly FeedChange[] {
  return changes.filter(({ id }) => !left.has(id));
}

function withEntries(change: (row: EntryRow) => readonly EntryRow[]): () => WorldChanges {
  return withTransaction((tx) => ({ ...tx, putEntries: (rows) => tx.putEntries(rows.flatMap(change)) }));
}

/** `change` answers null for a row that stays as it is. */
function withDocuments(change: (row: DocumentRow) => readonly DocumentRow[] | null): () => WorldChanges {
  return withTransaction((tx) => ({
    ...tx,
    putDocuments: (rows) => tx.putDocuments(rows.flatMap((row) => change(row) ?? [row])),
  }));
}

function withStandings(change: (standing: Standing) => Standing): () => WorldChanges {
  return withDocuments((row) => {
    if (row.collection !== 'standings') return null;
    return [{ ...row, document: change(row.document as unknown as Standing) }];
  });
}

function withVisits(change: (visit: StandingTransaction) => StandingTransaction): () => WorldChanges {
  return withStandings((standing) => ({ ...standing, transactions: standing.transactions.map(change) }));
}

async function withItsPets(tx: StoreTransaction, row: DocumentRow): Promise<DocumentRow> {
  if (row.collection !== 'customers' || row.document['status'] !== 'merged') return row;
  const before = (await tx.document('customers', row.id)) as Customer | null;
  return before === null ? row : { ...row, document: { ...row.document, pets: before.pets } };
}
