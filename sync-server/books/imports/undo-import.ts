import type { Standing } from '../../../core/domain/cards/standing';
import type { Customer } from '../../../core/domain/customers/customer';
import { placeholderCustomer } from '../../../core/domain/customers/new-customer';
import type { Message } from '../../../core/domain/messages/message';
import type { Instant } from '../../../core/kernel/amounts';
import { ok, refuse, type Result } from '../../../core/kernel/result';
import { locationFeed } from '../../../core/sync/checkpoint';
import type { ErrorReply } from '../../../core/sync/error-reply';
import type { ImportState } from '../../../core/sync/import';
import type { CustomerRow, FeedChange } from '../../store/rows';
import type { StoreTransaction } from '../../store/store';
import type { Actor, BooksParts } from '../books';
import { claimedKeys } from '../effects/claim-identifiers';
import { settlePairs } from '../effects/duplicate-items';
import { wordChange } from '../effects/search-word-rows';
import { actAsServer } from '../history/as-server';
import { heldImport, inPieces } from './held-import';
import { COMBINED, IN_USE, NOT_DONE } from './import-refusals';
import { noteUpload, settleLostUpload } from './noted-uploads';
import { auditRow } from './record-act';

/**
 * Takes a whole import back, until the first transaction on one of its customers (UP-10). What stays of each is a
 * deleted customer without anything personal, so that an entry an offline register still sends finds its place.
 */
export async function undoImport(
  parts: BooksParts,
  actor: Actor,
  importId: string,
): Promise<Result<ImportState, ErrorReply>> {
  const undone = await takeBackAll(parts, actor, importId);
  if (!undone.ok) return undone;
  const { state, compared } = undone.value;
  await noteUpload(parts, state);
  await settleLostUpload(parts, actor, importId, 'seen');
  for (const account of compared) {
    const act = { id: `${importId}-${account.id}`, at: parts.clock.now(), number: 0 };
    await actAsServer(parts, act, (scene) => settlePairs(scene, account));
  }
  return ok(state);
}

/** An import that is taken back, and those of its customers that were to be compared with others. */
interface TakenBack {
  readonly state: ImportState;
  readonly compared: readonly Customer[];
}

async function takeBackAll(parts: BooksParts, actor: Actor, importId: string): Promise<Result<TakenBack, ErrorReply>> {
  return parts.store.transact(async (tx) => {
    const held = await heldImport(tx, importId);
    if (!held.ok) return held;
    const known = held.value;
    if (known.state === 'undone') return ok({ state: known, compared: [] });
    if (known.state !== 'done') return refuse(NOT_DONE);

    const members = (await tx.importMembers(importId)).map(({ customerId }) => customerId);
    const customers = await tx.lockCustomers(members);
    if (customers.some(({ standing }) => isInUse(standing))) return refuse(IN_USE);
    const merged = customers.some(({ customer, standing }) => customer?.status === 'merged' || isJoined(standing));
    if (merged) return refuse(COMBINED);

    const now = parts.clock.now();
    const keys = customers.flatMap(({ customer }) => claimedKeys(customer));
    const claimed = await tx.lockIdentifiers([...new Map(keys.map((key) => [`${key.kind} ${key.key}`, key])).values()]);
    const ours = new Set(members);
    await tx.putIdentifiers(
      claimed.map((row) => ({ ...row, claims: row.claims.filter(({ customerId }) => !ours.has(customerId)) })),
    );
    const changes: FeedChange[] = [];
    for (const some of inPieces(customers)) changes.push(...(await takeBack(tx, some, now)));
    changes.push(...(await cancelQueued(tx, members)));
    // What was said of them since, and whom nobody is any more, goes with them.
    await tx.erasePersonal(members);
    const undone: ImportState = { ...known, state: 'undone' };
    await tx.putImport(undone);
    const detail = { importId, customers: members.length };
    await tx.addAuditRows([auditRow(parts, actor, now, 'upload-undone', known.locationId, detail)]);
    await tx.appendToFeeds(changes, { stamp: parts.ids.newSalt(16), at: now });
    const listed = customers.flatMap(({ customer }) => (customer === null ? [] : [customer]));
    return ok({ state: undone, compared: listed.filter((one) => one.possibleDuplicateOf.length > 0) });
  });
}

/** Nothing that waits is sent to somebody whose import is taken back (DE-11). */
async function cancelQueued(tx: StoreTransaction, customerIds: readonly string[]): Promise<readonly FeedChange[]> {
  const rows = (await tx.documentsOwnedBy('messages', customerIds)).filter(({ document }) => {
    return (document as unknown as Message).state === 'queued';
  });
  await tx.putDocuments(rows.map((row) => ({ ...row, document: { ...row.document, state: 'cancelled' } })));
  return rows.map(({ id, document }) => {
    const feed = locationFeed((document as unknown as Message).locationId);
    return { feed, collection: 'messages', id, change: 'put' };
  });
}

function isInUse(standing: Standing | null): boolean {
  return standing !== null && (standing.transactions.length > 0 || Object.keys(standing.through).length > 0);
}

function isJoined(standing: Standing | null): boolean {
  return standing !== null && standing.members.length > 1;
}

async function takeBack(tx: StoreTransaction, rows: readonly CustomerRow[], now: Instant): Promise<FeedChange[]> {
  const listed = rows.flatMap(({ customer }) => (customer === null ? [] : [customer]));
  const emptied = listed.map((customer) => ({ customer, left: withoutPerson(customer, now) }));
  await tx.putSearchWords(emptied.flatMap(({ customer, left }) => wordChange(customer, left) ?? []));
  await tx.putDocuments(
    emptied.map(({ left }) => ({ collection: 'customers', id: left.id, owner: null, document: left })),
  );
  const withStanding = new Set(rows.filter(({ standing }) => standing !== null).map(({ id }) => id));
  await tx.dropDocuments('standings', [...withStanding]);
  return listed
    .filter(({ status }) => status === 'active')
    .flatMap(({ id, locations }) =>
      locations.flatMap(({ locationId }): FeedChange[] => {
        const feed = locationFeed(locationId);
        const leaves: FeedChange = { feed, collection: 'customers', id, change: 'leave' };
        return withStanding.has(id) ? [leaves, { ...leaves, collection: 'standings' }] : [leaves];
      }),
    );
}

/** The deleted customer that stays: where and when it was made, and nothing of the person. */
function withoutPerson(customer: Customer, now: Instant): Customer {
  const { id, homeLocationId, locations, createdAt, createdBy, registerId, stamps, deletedAt } = customer;
  const place = { homeLocationId, locations, createdAt, createdBy, registerId, stamps };
  return { ...placeholderCustomer(id), ...place, status: 'deleted', deletedAt: deletedAt ?? now };
}
