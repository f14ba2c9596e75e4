import type * as Rows from '../rows';
import { withoutPerson } from '../without-person';
import type { WriteSet } from './memory-view';

/** Takes away everything personal of some customers that lies beside documents. */
export function erasePersonal(writes: WriteSet, customerIds: readonly string[]): void {
  if (customerIds.length === 0) return;
  for (const [key, { customerId }] of writes.rows<Rows.LostValueRow>('lostValues')) {
    if (customerIds.includes(customerId)) writes.drop('lostValues', key);
  }
  for (const log of writes.rows<Rows.LogRow>('logs').keys()) eraseBodies(writes, `entries ${log}`, customerIds);
  eraseBodies(writes, 'misnamed', customerIds);
}

function eraseBodies(writes: WriteSet, table: string, customerIds: readonly string[]): void {
  for (const [key, row] of writes.rows<Rows.EntryRow | Rows.MisnamedEntryRow>(table)) {
    const entry = withoutPerson(row.entry, customerIds);
    if (entry !== null) writes.put(table, key, { ...row, entry });
  }
}
