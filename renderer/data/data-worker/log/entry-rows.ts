import type { RxCollection } from 'rxdb';
import type { LogEntry } from '../../../../core/log/entry';
import { erasedEntry } from '../../../../core/log/erased-entry';
import type { Verdict } from '../../../../core/sync/log';
import { rowsBetween, rowsById } from '../collections/read-rows';
import { entryKey, type EntryRow } from '../collections/schemas';
import type { OwnEntry } from '../register/register-store';

const PAGE = 500;

/** The own log on disk. */
export class EntryRows {
  constructor(private readonly entries: RxCollection<EntryRow>) {}

  async add(entries: readonly LogEntry[]): Promise<void> {
    const keys = entries.map(({ logId, sequence }) => entryKey(logId, sequence));
    const known = new Map((await rowsById(this.entries, keys)).map((row) => [row.id, row.entry.hash]));
    // An entry may be handed over twice, by whoever wrote it and by whoever found it missing: RxDB takes it only once.
    const rows = new Map<string, EntryRow>();
    for (const entry of entries) {
      const id = entryKey(entry.logId, entry.sequence);
      if (known.get(id) !== entry.hash) rows.set(id, { id, entry, verdict: null });
    }
    await this.write([...rows.values()]);
  }

  async after(logId: string, after: number, limit: number): Promise<readonly OwnEntry[]> {
    const rows = await rowsBetween(this.entries, entryKey(logId, after), `${logId};`, limit);
    return rows.map(({ entry, verdict }) => ({ entry, verdict: verdict ?? null }));
  }

  async record(verdicts: readonly Verdict[]): Promise<void> {
    const byKey = new Map(verdicts.map((verdict) => [entryKey(verdict.logId, verdict.sequence), verdict]));
    const known = await rowsById(this.entries, [...byKey.keys()]);
    await this.write(known.map(({ id, entry }) => ({ id, entry, verdict: byKey.get(id) ?? null })));
  }

  forgetVerdicts(): Promise<void> {
    return this.change(({ id, entry, verdict }) => (verdict == null ? null : { id, entry, verdict: null }));
  }

  erasePersonal(customerIds: ReadonlySet<string>): Promise<void> {
    return this.change(({ id, entry, verdict }) => {
      const erased = erasedEntry(entry, customerIds);
      return erased && { id, entry: erased, verdict: verdict ?? null };
    });
  }

  /** Goes through everything, a page at a time; null leaves a row as it is. */
  private async change(changed: (row: EntryRow) => EntryRow | null): Promise<void> {
    for (let after = ''; ;) {
      const page = await rowsBetween(this.entries, after, null, PAGE);
      await this.write(page.map(changed).filter((row) => row !== null));
      if (page.length < PAGE) return;
      after = page.at(-1)?.id ?? '';
    }
  }

  private async write(rows: EntryRow[]): Promise<void> {
    if (rows.length === 0) return;
    const { error } = await this.entries.bulkUpsert(rows);
    if (error.length > 0) throw new Error(`${error.length} entries were not written`);
  }
}
