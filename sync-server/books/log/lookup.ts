import type { Message } from '../../../core/domain/messages/message';
import type { Settings, User } from '../../../core/domain/organisation/organisation';
import type { Program } from '../../../core/domain/programs/program';
import type { WorkItem } from '../../../core/domain/work-items/work-item';
import type { TransactionDocument } from '../../../core/domain/transactions/transaction-document';
import type { StoreReads } from '../../store/store';
import type { Lookup } from '../effects/entry-scene';
import { historicTransaction } from '../effects/historic-transaction';

/**
 * Looks things up in the books as committed, each at most once. Lives as long as one unit of work; `ruleVersions` are
 * those its entries name, fetched together.
 */
export function createLookup(reads: StoreReads, ruleVersions: readonly Readonly<Record<string, number>>[]): Lookup {
  const named = ruleVersions.flatMap((versions) => Object.entries(versions));
  const settings = once(async () => (await reads.document('settings', 'account')) as Settings | null);
  const locations = async () => (await settings())?.locations ?? [];
  const userVersions = once(() => reads.userVersions());
  const newest = once(async () => {
    const rows = await reads.documents('programs', [...new Set(named.map(([id]) => id))]);
    return new Map(rows.map(({ id, document }) => [id, document as unknown as Program]));
  });
  const older = once(async () => {
    const current = await newest();
    const wanted = new Map(
      named
        .filter(([id, version]) => current.get(id)?.version !== version)
        .map(([programId, version]) => [`${programId} ${version}`, { programId, version }]),
    );
    const rows = await reads.programVersions([...wanted.values()]);
    return new Map(rows.map((row) => [`${row.programId} ${row.version}`, row.document as unknown as Program]));
  });

  return {
    settings,
    locations,

    async userAt(userId, at) {
      const versions = (await userVersions()).filter((row) => row.userId === userId);
      const version = versions.findLast(({ from }) => from <= at) ?? versions[0];
      return version === undefined ? null : (version.document as unknown as User);
    },

    async programs(versions) {
      if (Object.keys(versions).length === 0) return [];
      const [current, former] = [await newest(), await older()];
      return Object.entries(versions).flatMap(([id, version]) => {
        const now = current.get(id);
        const rules = now?.version === version ? now : former.get(`${id} ${version}`);
        return rules === undefined ? [] : [{ ...rules, enrollments: now?.enrollments ?? rules.enrollments }];
      });
    },

    async historyOf(customerIds) {
      const rows = await reads.documentsOwnedBy('transactions', customerIds);
      return rows.flatMap(({ document }) => historicTransaction(document as unknown as TransactionDocument));
    },

    async customerOfTransaction(transactionId) {
      const found = (await reads.document('transactions', transactionId)) as TransactionDocument | null;
      return found?.facts.customerId ?? null;
    },

    workItem: async (id) => (await reads.document('workItems', id)) as WorkItem | null,

    async isHistoryWhole() {
      const { epoch } = await reads.server();
      if (epoch === null || epoch.number === 1) return true; // never restored
      const registers = await reads.registers();
      return registers.every(({ revokedAt, answeredEpoch }) => revokedAt !== null || answeredEpoch === epoch.number);
    },

    async queuedMessages(customerIds) {
      const rows = await reads.documentsOwnedBy('messages', customerIds);
      return rows.map(({ document }) => document as unknown as Message).filter(({ state }) => state === 'queued');
    },
  };
}

function once<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let answer: Promise<Answer> | null = null;
  return () => (answer ??= ask());
}
