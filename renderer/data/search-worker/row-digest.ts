import type { SearchRow } from '../../../core/domain/customers/search-row';

/** A number that changes with any field of a row: what a saved index is compared by with what it was made from. */
export function rowDigest(row: SearchRow): number {
  const text = JSON.stringify([
    ...[row.id, row.firstName, row.lastName, row.email, row.phone, row.internalId, row.town, row.type],
    row.employeeId,
    ...[row.isAppUser, row.isIncomplete, row.isTraining, row.isPossibleDuplicate, row.createdAt, row.lastVisitAt],
    ...[row.homeLocationId, row.locationIds, row.formerIdentifiers.map(({ kind, value }) => [kind, value])],
  ]);
  let high = 0x811c9dc5;
  let low = 0x9e3779b9;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x5bd1e995) ^ (low >>> 15);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}
