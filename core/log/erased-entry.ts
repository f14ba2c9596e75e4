import type { LogEntry } from './entry';

/**
 * The entry without its personal part, when it has one and is about one of these customers; else null: there is nothing
 * to erase (DE-7). Hashes stay, and hold.
 */
export function erasedEntry(entry: LogEntry, customerIds: ReadonlySet<string>): LogEntry | null {
  const { customerId } = entry.facts;
  if (entry.personal === null || typeof customerId !== 'string' || !customerIds.has(customerId)) return null;
  return { ...entry, personal: null };
}
