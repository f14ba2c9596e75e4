import type { Standing } from '../../../core/domain/cards/standing';
import type { Customer } from '../../../core/domain/customers/customer';
import type * as Rows from '../rows';
import { sortedBy } from '../sorted-by';
import { RepeatWork, type StoreTransaction } from '../store';
import { forgetFeedHistory } from './forget-feed-history';
import type { FaultPoint } from './memory-store-options';
import { erasePersonal } from './erase-personal';
import { memoryImportWrites } from './memory-imports';
import { keyOf, memoryReads, NEW_SERVER, type StoredFeed } from './memory-reads';
import type { WriteSet } from './memory-view';

/** What a unit of work may call upon. */
export interface TransactionParts {
  readonly writes: WriteSet;
  /** Waits for a row and holds it until the end. */
  readonly lock: (row: string) => Promise<void>;
  readonly fault: (point: FaultPoint) => void | Promise<void>;
  /** Told the new head of every feed appended to. */
  readonly heads: Map<string, number>;
}

/** A unit of work of the in-memory store: writes are kept apart until the commit. */
export function memoryTransaction({ writes, lock, fault, heads }: TransactionParts): StoreTransaction {
  const reads = memoryReads(writes);

  /** Locks rows in the order of their keys, so that two units of work never wait in a circle. */
  async function lockAll(table: string, keys: readonly string[]): Promise<readonly string[]> {
    const ordered = [...new Set(keys)].sort();
    for (const key of ordered) await lock(`${table} ${key}`);
    return ordered;
  }

  async function putAll<Row>(table: string, rows: readonly Row[], key: (row: Row) => string): Promise<void> {
    if (rows.length === 0) return;
    await fault('insert');
    for (const row of rows) writes.put(table, key(row), row);
  }

  /** Adds rows that are not there yet, waiting for whoever is adding the same, and answers those it added. */
  async function addNew<Row>(table: string, rows: readonly Row[], key: (row: Row) => string): Promise<readonly Row[]> {
    await lockAll(table, rows.map(key));
    const missing = rows.filter((row) => writes.get(table, key(row)) === undefined);
    await putAll(table, missing, key);
    return missing;
  }

  async function putDocuments(rows: readonly Rows.DocumentRow[]): Promise<void> {
    for (const row of rows) await putAll(`documents ${row.collection}`, [row], ({ id }) => id);
  }

  return {
    ...reads,
    ...memoryImportWrites(writes, lock),

    async lockServer() {
      await lock('server');
      return writes.get<Rows.ServerRow>('server', '') ?? NEW_SERVER;
    },
    async lockLog(registerId, logId, now) {
      const key = keyOf.log(registerId, logId);
      await lock(`logs ${key}`);
      const unheard = { sequence: 0, hash: '', orderInstant: null, parked: [], disagreed: false, begunAt: now };
      return writes.get<Rows.LogRow>('logs', key) ?? { registerId, logId, ...unheard };
    },
    async lockCustomers(ids) {
      const ordered = await lockAll('customers', ids);
      return ordered.map((id) => ({
        id,
        customer: (writes.get<Rows.DocumentRow>('documents customers', id)?.document ?? null) as Customer | null,
        standing: (writes.get<Rows.DocumentRow>('documents standings', id)?.document ?? null) as Standing | null,
      }));
    },
    async lockIdentifiers(keys) {
      await lockAll('identifiers', keys.map(keyOf.identifier));
      return reads.identifiers(keys);
    },
    async lockJoinCode(codeHash) {
      await lock(`joinCodes ${codeHash}`);
      return writes.get<Rows.JoinCodeRow>('joinCodes', codeHash) ?? null;
    },

    putServer: (row) => putAll('server', [row], () => ''),
    putLog: (row) => putAll('logs', [row], () => keyOf.log(row.registerId, row.logId)),
    async putIdentifiers(rows) {
      // What nobody claims may be somebody's who was erased.
      for (const row of rows) if (row.claims.length === 0) writes.drop('identifiers', keyOf.identifier(row));
      const claimed = rows.filter(({ claims }) => claims.length > 0);
      await putAll('identifiers', claimed, keyOf.identifier);
    },
    async putSearchWords(changes) {
      for (const { customerId, add, drop } of changes) {
        for (const word of drop) writes.drop('words', `${word} ${customerId}`);
        await putAll(
          'words',
          add.map((word) => ({ word, customerId })),
          ({ word }) => `${word} ${customerId}`,
        );
      }
    },
    putDocuments,
    async addDocuments(rows) {
      const added: string[] = [];
      for (const row of sortedBy(rows, ({ id }) => id)) {
        const isNew = await addNew(`documents ${row.collection}`, [row], ({ id }) => id);
        added.push(...isNew.map(({ id }) => id));
      }
      return added;
    },
    async dropDocuments(collection, ids) {
      await fault('insert');
      for (const id of ids) writes.drop(`documents ${collection}`, id);
    },
    async claimEffects(rows) {
      const claimed = await addNew('effects', rows, (row) => row.effectId);
      if (claimed.length < rows.length) throw new RepeatWork('effect claimed meanwhile');
    },
    addAuditRows: (rows) => putAll('audit', rows, (row) => row.id),
    addLostValues: (rows) =>
      putAll('lostValues', rows, (row) => [row.customerId, row.field, row.stamp, row.wonBy].join(' ')),
    async erasePersonal(customerIds) {
      erasePersonal(writes, customerIds);
    },
    putRollUps: (rows) => putAll('rollUps', rows, (row) => row.id),
    addMisnamedEntries: (rows) =>
      putAll('misnamed', rows, (row) =>
        [keyOf.log(row.registerId, row.logId), row.sequence, row.contentHash].join(' '),
      ),

    putRegister: (row) => putAll('registers', [row], ({ id }) => id),
    putJoinCode: (row) => putAll('joinCodes', [row], ({ codeHash }) => codeHash),
    putVerifier: (userId, verifier) => putAll('verifiers', [{ verifier }], () => userId),
    addUserVersion: (row) => putAll('userVersions', [row], ({ userId, from }) => `${userId} ${from}`),
    addProgramVersion: (row) => putAll('programVersions', [row], keyOf.program),
    async addDecisions(rows) {
      const known = new Set((await reads.decisions(0, Infinity)).map(({ signature }) => signature));
      const unknown = rows.filter(({ signature }) => !known.has(signature));
      await putAll('decisions', unknown, ({ id }) => id);
      return unknown;
    },

    async appendToFeeds(changes, { stamp, at }) {
      const feeds = await lockAll(
        'feeds',
        changes.map(({ feed }) => feed),
      );
      await fault('insert');
      const places: Rows.FeedPlace[] = [];
      for (const name of feeds) {
        const feed = writes.get<StoredFeed>('feeds', name) ?? { name, head: 0, forgottenThrough: 0 };
        let head = feed.head;
        for (const change of changes.filter((one) => one.feed === name)) {
          head += 1;
          places.push({ ...change, sequence: head });
          writes.put(`feed ${name}`, keyOf.feedRow(change), { ...change, sequence: head, at });
        }
        writes.put('feeds', name, { ...feed, head });
        writes.put(`commits ${name}`, keyOf.entry(head), { lastSequence: head, stamp, at });
        heads.set(name, head);
      }
      return places;
    },
    async putEntries(rows) {
      for (const row of rows) {
        const table = `entries ${keyOf.log(row.registerId, row.logId)}`;
        const held = writes.get<Rows.EntryRow>(table, keyOf.entry(row.sequence));
        const { effectId, kind, verdict } = row;
        const kept = held === undefined ? row : { ...held, effectId, kind, verdict };
        await putAll(table, [kept], () => keyOf.entry(row.sequence));
      }
    },

    async forgetFeedHistory(before) {
      const feeds = [...writes.rows<StoredFeed>('feeds').keys()];
      await lockAll('feeds', feeds);
      for (const name of feeds) forgetFeedHistory(writes, name, before);
    },
  };
}
