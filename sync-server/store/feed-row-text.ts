import type { FeedRow } from '../../core/sync/feed';

/** The JSON text of a feed row whose document is JSON text already (null for `leave`). */
export function feedRowText(
  { sequence, collection, id, change }: Omit<FeedRow, 'document'>,
  document: string | null,
): string {
  const named = `"sequence":${String(sequence)},"collection":"${collection}","id":${JSON.stringify(id)}`;
  return `{${named},"change":"${change}","document":${document ?? 'null'}}`;
}
