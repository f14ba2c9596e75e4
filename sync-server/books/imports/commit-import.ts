import { setImmediate as breath } from 'node:timers/promises';
import { emptyStanding } from '../../../core/domain/cards/standing-fold';
import type { Customer } from '../../../core/domain/customers/customer';
import { currentKeys } from '../../../core/domain/customers/duplicates';
import type { ImportRow } from '../../../core/domain/imports/import-row';
import type { ExistingIdentifier } from '../../../core/domain/imports/import-sieve';
import type { Instant } from '../../../core/kernel/amounts';
import { ok, refuse, type Result } from '../../../core/kernel/result';
import { locationFeed } from '../../../core/sync/checkpoint';
import type { ErrorReply } from '../../../core/sync/error-reply';
import type { ImportState } from '../../../core/sync/import';
import type { DocumentRow, FeedChange, IdentifierRow, ImportMemberRow, SearchWordChange } from '../../store/rows';
import type { StoreTransaction } from '../../store/store';
import type { Actor, BooksParts } from '../books';
import { wordChange } from '../effects/search-word-rows';
import { existingIn, keysOf } from './check-import';
import { heldImport, inPieces } from './held-import';
import { heldOf, importedCustomer, importedIds, membersHere } from './imported-customers';
import { NOT_STAGED, ROWS_MISSING } from './import-refusals';
import { lostUploads, noteUpload, settleLostUpload } from './noted-uploads';
import { auditRow } from './record-act';
import { completeHeld } from './complete-held';
import { uploadRefusal } from './uploads';

/**
 * Makes customers of a whole list in one commit: all of them or none (UP-10). They come to registers by the feed like
 * any other, without a message and without consent (UP-9). Asked again, the answer is the first one.
 *
 * Nobody can know the new ids, so only their identifiers are locked, all at once and in order.
 */
export async function commitImport(
  parts: BooksParts,
  actor: Actor,
  importId: string,
): Promise<Result<ImportState, ErrorReply>> {
  const lost = (await lostUploads(parts.store)).find((one) => one.importId === importId);
  if (lost !== undefined) await completeHeld(parts, actor, importId, lost.uploadedAt);
  const done = await carryOut(parts, actor, importId, lost?.uploadedAt ?? null);
  if (!done.ok) return done;
  await noteUpload(parts, done.value);
  await settleLostUpload(parts, actor, importId, 'uploaded-again');
  return done;
}

/** `firstAt`: of a list that is uploaded again, the instant of the first time. Only then can its customers be there. */
async function carryOut(
  parts: BooksParts,
  actor: Actor,
  importId: string,
  firstAt: Instant | null,
): Promise<Result<ImportState, ErrorReply>> {
  return parts.store.transact(async (tx) => {
    const held = await heldImport(tx, importId);
    if (!held.ok) return held;
    const known = held.value;
    if (known.state === 'done') return ok(known);
    if (known.state !== 'staged') return refuse(NOT_STAGED);
    const refusal = await uploadRefusal(tx, importId);
    if (refusal !== null) return refuse(refusal); // UP-8
    const staged = await tx.importRows(importId);
    if (staged.length !== known.total) return refuse(ROWS_MISSING);
    const ids = importedIds(parts, importId, staged);
    const here = firstAt === null ? new Map<string, Customer>() : await heldOf(tx, ids);
    const rows = staged.filter(({ row }) => !here.has(ids.get(row) ?? ''));

    const claimed = await tx.lockIdentifiers(keysOf(rows));
    const { customers, existing } = withoutExisting(rows, existingIn(rows, claimed));
    const now = parts.clock.now();
    const changes = await writeCustomers({ parts, tx, actor, known, ids, addedAt: firstAt ?? now }, customers);
    await tx.addImportMembers(importId, membersHere(staged, ids, here));

    const done: ImportState = {
      ...known,
      state: 'done',
      doneAt: now,
      imported: customers.length + here.size,
      existing,
    };
    await tx.putImport(done);
    await tx.dropImportRows(importId);
    const detail = { importId, fileName: known.fileName, rows: known.total, imported: customers.length };
    await tx.addAuditRows([auditRow(parts, actor, now, 'customers-uploaded', known.locationId, detail)]);
    await tx.appendToFeeds(changes, { stamp: parts.ids.newSalt(16), at: now });
    return ok(done);
  });
}

/** Rows without those of existing customers, and without what an earlier row has: the register sifted, this decides. */
function withoutExisting(rows: readonly ImportRow[], taken: readonly ExistingIdentifier[]) {
  const takenBy = new Map<number, Set<string>>();
  for (const { row, kind } of taken) takenBy.set(row, (takenBy.get(row) ?? new Set()).add(kind));
  const seen = new Set<string>();
  const existing: ExistingIdentifier[] = [];
  const customers: ImportRow[] = [];
  for (const row of rows) {
    const inTheWay = currentKeys(row).filter(
      ({ kind, key }) => seen.has(`${kind} ${key}`) || takenBy.get(row.row)?.has(kind) === true,
    );
    existing.push(...inTheWay.map(({ kind }) => ({ row: row.row, kind })));
    if (inTheWay.some(({ kind }) => kind !== 'internal-id')) continue; // UP-7
    const kept = inTheWay.length === 0 ? row : { ...row, internalId: '' };
    for (const { kind, key } of currentKeys(kept)) seen.add(`${kind} ${key}`);
    customers.push(kept);
  }
  return { customers, existing };
}

interface Writing {
  readonly parts: BooksParts;
  readonly tx: StoreTransaction;
  readonly actor: Actor;
  readonly known: ImportState;
  /** Ids of the customers, by row. */
  readonly ids: ReadonlyMap<number, string>;
  readonly addedAt: Instant;
}

/** Answers what feeds have to tell. While the database writes one piece, the next is made. */
async function writeCustomers(writing: Writing, rows: readonly ImportRow[]): Promise<readonly FeedChange[]> {
  const feed = locationFeed(writing.known.locationId);
  const changes: FeedChange[] = [];
  let before: Promise<void> = Promise.resolve();
  let done = 0;
  for (const some of inPieces(rows)) {
    const piece = pieceOf(writing, some);
    done += some.length;
    for (const { collection, id } of piece.documents) changes.push({ feed, collection, id, change: 'put' });
    await before;
    before = writePiece(writing, piece, done);
    // Whoever awaits it hears of a failure; nobody else has to.
    before.catch(() => undefined);
    await breath();
  }
  await before;
  return changes;
}

interface Piece {
  readonly identifiers: readonly IdentifierRow[];
  readonly words: readonly SearchWordChange[];
  readonly documents: readonly DocumentRow[];
  readonly members: readonly ImportMemberRow[];
}

function pieceOf(writing: Writing, rows: readonly ImportRow[]): Piece {
  const made = rows.map((row) => ({ row, customer: importedCustomer(writing, row) }));
  const documents = made.map(({ customer }): DocumentRow => {
    return { collection: 'customers', id: customer.id, owner: null, document: customer };
  });
  return {
    identifiers: made.flatMap(({ customer }) =>
      currentKeys(customer).map((key) => {
        return { ...key, claims: [{ customerId: customer.id, since: customer.stamps.created ?? '' }] };
      }),
    ),
    words: made.flatMap(({ customer }) => wordChange(null, customer) ?? []),
    documents: [...documents, ...made.filter(({ row }) => row.points > 0).map(standingOf)],
    members: made.map(({ row, customer }) => ({ customerId: customer.id, points: row.points })),
  };
}

async function writePiece({ parts, tx, known }: Writing, piece: Piece, done: number): Promise<void> {
  await tx.putIdentifiers(piece.identifiers);
  await tx.putSearchWords(piece.words);
  await tx.putDocuments(piece.documents);
  await tx.addImportMembers(known.importId, piece.members);
  await noteProgress(parts, known.importId, done);
}

/** Points brought along are balance and lifetime points at once (UP-9). */
function standingOf({ row, customer }: { readonly row: ImportRow; readonly customer: Customer }): DocumentRow {
  const document = { ...emptyStanding(customer.id), points: { balance: row.points, lifetime: row.points } };
  return { collection: 'standings', id: customer.id, owner: null, document };
}

/** In a unit of work of its own, so that it is seen before the commit; it is only a number to look at. */
async function noteProgress({ store }: BooksParts, importId: string, done: number): Promise<void> {
  await store.transact((tx) => tx.putImportProgress(importId, done)).catch(() => undefined);
}
