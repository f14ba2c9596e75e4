import { hashText } from '../../../core/kernel/hash';
import { feedRowText } from '../feed-row-text';
import type * as Rows from '../rows';
import { sortedBy } from '../sorted-by';
import type { StoreReads } from '../store';
import { customersFound, type StoredWord } from './customers-found';
import { memoryImportReads } from './memory-imports';
import type { View } from './memory-view';

/** How a feed carries a document. */
export interface StoredFeedRow extends Rows.FeedChange {
  readonly sequence: number;
  readonly at: number;
}

export interface StoredFeed {
  readonly name: string;
  readonly head: number;
  readonly forgottenThrough: number;
}

export interface StoredCommit {
  readonly lastSequence: number;
  readonly stamp: string;
  readonly at: number;
}

/** The empty database's one row. */
export const NEW_SERVER: Rows.ServerRow = {
  epoch: null,
  accountId: null,
  accountName: '',
  decisionsThrough: 0,
  decisionsBaseline: 0,
};

/** Names of rows inside their tables. */
export const keyOf = {
  log: (registerId: string, logId: string) => `${registerId} ${logId}`,
  entry: (sequence: number) => String(sequence).padStart(10, '0'),
  identifier: ({ kind, key }: Rows.IdentifierKey) => `${kind} ${key}`,
  feedRow: ({ collection, id }: { collection: string; id: string }) => `${collection} ${id}`,
  program: ({ programId, version }: { programId: string; version: number }) => `${programId} ${version}`,
};

/** The answers of the in-memory store, over whatever `view` shows. */
export function memoryReads(view: View): StoreReads {
  const all = <Row>(table: string): Row[] => [...view.rows<Row>(table).values()];
  const documentsOf = (collection: string) =>
    sortedBy(all<Rows.DocumentRow>(`documents ${collection}`), (row) => row.id).filter(isFilled);
  const feed = (name: string) => view.get<StoredFeed>('feeds', name) ?? { name, head: 0, forgottenThrough: 0 };
  const feedRowsOf = (name: string) => all<StoredFeedRow>(`feed ${name}`);

  return {
    ...memoryImportReads(view),

    async server() {
      return view.get<Rows.ServerRow>('server', '') ?? NEW_SERVER;
    },

    async document(collection, id) {
      return view.get<Rows.DocumentRow>(`documents ${collection}`, id)?.document ?? null;
    },
    async documents(collection, ids) {
      return ids === undefined
        ? documentsOf(collection)
        : documentsOf(collection).filter((row) => ids.includes(row.id));
    },
    async documentsOwnedBy(collection, owners) {
      return documentsOf(collection).filter((row) => row.owner !== null && owners.includes(row.owner));
    },

    async log(registerId, logId) {
      return view.get<Rows.LogRow>('logs', keyOf.log(registerId, logId)) ?? null;
    },
    async entries(registerId, logId, after, limit) {
      const rows = all<Rows.EntryRow>(`entries ${keyOf.log(registerId, logId)}`);
      return sortedBy(rows, (row) => row.sequence)
        .filter((row) => row.sequence > after)
        .slice(0, limit);
    },
    async effects(effectIds) {
      const found = effectIds.map((id) => view.get<Rows.EffectRow>('effects', id)).filter((row) => row !== undefined);
      return found.map((row) => {
        const table = `entries ${keyOf.log(row.registerId, row.logId)}`;
        const entry = view.get<Rows.EntryRow>(table, keyOf.entry(row.sequence));
        if (entry === undefined) throw new Error('An effect without its entry.');
        return { ...row, verdict: entry.verdict };
      });
    },
    async parkedEntries() {
      const logs = sortedBy(all<Rows.LogRow>('logs'), (log) => keyOf.log(log.registerId, log.logId));
      const parked = logs.filter((log) => log.parked.length > 0);
      return parked.flatMap((log) => {
        const rows = all<Rows.EntryRow>(`entries ${keyOf.log(log.registerId, log.logId)}`);
        return sortedBy(rows, (row) => row.sequence).filter((row) => row.verdict.kind === 'parked');
      });
    },
    async misnamedEntries() {
      const rows = all<Rows.MisnamedEntryRow>('misnamed');
      return sortedBy(
        rows,
        (row) => `${keyOf.log(row.registerId, row.logId)} ${keyOf.entry(row.sequence)} ${row.contentHash}`,
      );
    },

    async identifiers(keys) {
      return keys.map((key) => view.get<Rows.IdentifierRow>('identifiers', keyOf.identifier(key)) ?? unclaimed(key));
    },
    async customersByWords(wanted, exceptFeed, limit) {
      const carried = (id: string) =>
        view.get<StoredFeedRow>(`feed ${exceptFeed}`, `customers ${id}`)?.change === 'put';
      const found = customersFound(wanted, all<StoredWord>('words')).filter(({ id }) => !carried(id));
      return sortedBy(found, ({ id }) => id)
        .sort((a, b) => b.wholeWords - a.wholeWords)
        .slice(0, limit)
        .map(({ id }) => id);
    },

    async deletedCustomers(since) {
      const isLately = ({ status, deletedAt }: Readonly<Record<string, unknown>>) =>
        status === 'deleted' && typeof deletedAt === 'number' && deletedAt >= since;
      return documentsOf('customers').filter(({ document }) => isLately(document));
    },
    async keptRollUps() {
      const rows = all<Rows.RollUpRow>('rollUps').filter(({ kept }) => kept.length > 0);
      return sortedBy(rows, (row) => row.id);
    },
    async rollUpsOf(customerIds) {
      const rows = all<Rows.RollUpRow>('rollUps').filter(({ primaryId, otherIds }) =>
        [primaryId, ...otherIds].some((id) => customerIds.includes(id)),
      );
      return sortedBy(rows, (row) => row.id);
    },

    async registers() {
      return sortedBy(all<Rows.RegisterRow>('registers'), (row) => row.id);
    },
    async registerByToken(tokenHash) {
      return all<Rows.RegisterRow>('registers').find((row) => row.tokenHash === tokenHash) ?? null;
    },
    async verifier(userId) {
      return view.get<{ verifier: string }>('verifiers', userId)?.verifier ?? null;
    },
    async userVersions() {
      return sortedBy(all<Rows.UserVersionRow>('userVersions'), (row) => row.from);
    },
    async programVersions(wanted) {
      const rows = wanted.map((one) => view.get<Rows.ProgramVersionRow>('programVersions', keyOf.program(one)));
      const found = rows.filter((row) => row !== undefined);
      return sortedBy(found, ({ programId, version }) => `${programId} ${keyOf.entry(version)}`);
    },
    async decisions(after, limit) {
      const rows = all<Rows.DecisionRow>('decisions').filter((row) => row.number > after);
      return sortedBy(rows, (row) => row.number).slice(0, limit);
    },
    async auditRows() {
      return sortedBy(all<Rows.AuditRow>('audit'), (row) => row.id).sort((a, b) => a.at - b.at);
    },
    async lostValues(customerId) {
      const rows = all<Rows.LostValueRow>('lostValues').filter((row) => row.customerId === customerId);
      return sortedBy(rows, (row) => `${row.stamp} ${row.field} ${row.wonBy}`);
    },

    async feedHeads(feeds) {
      return Object.fromEntries(feeds.map((name) => [name, feed(name).head]));
    },
    async feedPosition(name, sequence) {
      const { head, forgottenThrough } = feed(name);
      const commits = sortedBy(all<StoredCommit>(`commits ${name}`), (commit) => commit.lastSequence);
      const commit = sequence > 0 ? commits.find(({ lastSequence }) => lastSequence >= sequence) : undefined;
      const isForgotten = sequence <= forgottenThrough && sequence !== commit?.lastSequence;
      return { head, forgottenThrough, stamp: isForgotten ? null : (commit?.stamp ?? null) };
    },
    async feedRows({ feed: name, after, through, collections, limit }) {
      const wanted = feedRowsOf(name).filter(
        ({ sequence, collection }) =>
          sequence > after && sequence <= through && (collections === null || collections.includes(collection)),
      );
      return sortedBy(wanted, (row) => row.sequence)
        .slice(0, limit)
        .map(({ sequence, collection, id, change }) => {
          const document = view.get<Rows.DocumentRow>(`documents ${collection}`, id)?.document ?? null;
          const text = change === 'put' ? JSON.stringify(document) : null;
          return { sequence, text: feedRowText({ sequence, collection, id, change }, text) };
        });
    },
    async feedTallies(name) {
      const tallies: Record<string, { count: number; digest: bigint }> = {};
      for (const { collection, id, sequence } of feedRowsOf(name).filter((row) => row.change === 'put')) {
        const tally = (tallies[collection] ??= { count: 0, digest: 0n });
        tally.count += 1;
        tally.digest ^= BigInt(`0x${hashText(`${id}:${sequence}`).slice(0, 13)}`);
      }
      return Object.fromEntries(
        Object.entries(tallies).map(([collection, { count, digest }]) => [
          collection,
          { count, digest: digest.toString(16).padStart(13, '0') },
        ]),
      );
    },
  };
}

const isFilled = (row: Rows.DocumentRow) => (row.document as unknown) !== null;

const unclaimed = ({ kind, key }: Rows.IdentifierKey): Rows.IdentifierRow => ({ kind, key, claims: [] });
