import {
  categorizeBulkWriteRows,
  getQueryMatcher,
  getSortComparator,
  type BulkWriteRow,
  type EventBulk,
  type PreparedQuery,
  type RxDocumentData,
  type RxJsonSchema,
  type RxStorageBulkWriteResponse,
  type RxStorageChangeEvent,
  type RxStorageCountResult,
  type RxStorageInstance,
  type RxStorageInstanceCreationParams,
  type RxStorageQueryResult,
} from 'rxdb';
import { Subject, type Observable } from 'rxjs';
import { PackBook, type PackedDocument } from './pack-book';
import type { PackTables } from './pack-tables';

/** A place among changes; nobody reads on from it, see `getChangedDocumentsSince`. */
interface ChangesPlace {
  readonly id: string;
  readonly lwt: number;
}

type Kept<Row> = RxDocumentData<Row> & PackedDocument;

/**
 * One collection of RxDB kept in packs. Its primary key is called `id`; it has no index and no attachments, and one
 * process alone opens it.
 */
export class PackedInstance<Row> implements RxStorageInstance<Row, object, object, ChangesPlace> {
  readonly internals = {};
  readonly options = {};
  readonly databaseName: string;
  readonly collectionName: string;
  readonly schema: Readonly<RxJsonSchema<RxDocumentData<Row>>>;
  private readonly book: PackBook<Kept<Row>>;
  private readonly changes = new Subject<EventBulk<RxStorageChangeEvent<Row>, ChangesPlace>>();
  private closing: Promise<void> | null = null;

  constructor(
    params: Pick<RxStorageInstanceCreationParams<Row, unknown>, 'databaseName' | 'collectionName' | 'schema'>,
    tables: PackTables,
  ) {
    this.databaseName = params.databaseName;
    this.collectionName = params.collectionName;
    this.schema = params.schema;
    this.book = new PackBook(tables);
  }

  async bulkWrite(rows: BulkWriteRow<Row>[], context: string): Promise<RxStorageBulkWriteResponse<Row>> {
    this.assertOpen();
    const ids = rows.map(({ document }) => idOf(document));
    const { sorted } = await this.book.change(ids, (known) => {
      const sorted = categorizeBulkWriteRows<Row>(this, 'id' as never, known, rows, context);
      const written = [...sorted.bulkInsertDocs, ...sorted.bulkUpdateDocs];
      return { sorted, puts: written.map(({ document }) => document as Kept<Row>) };
    });
    const { errors, eventBulk, newestRow } = sorted;
    if (eventBulk.events.length > 0 && newestRow !== undefined) {
      eventBulk.checkpoint = { id: idOf(newestRow.document), lwt: newestRow.document._meta.lwt };
      this.changes.next(eventBulk);
    }
    return { error: errors };
  }

  async findDocumentsById(ids: string[], withDeleted: boolean): Promise<RxDocumentData<Row>[]> {
    this.assertOpen();
    const found = await this.book.read(ids);
    return withDeleted ? [...found] : found.filter(({ _deleted }) => !_deleted);
  }

  /** Looks at every document: for small collections, and for what is asked seldom. */
  async query({ query }: PreparedQuery<Row>): Promise<RxStorageQueryResult<Row>> {
    this.assertOpen();
    const isMeant = getQueryMatcher(this.schema, query);
    const found = new Map<string, RxDocumentData<Row>>();
    for await (const documents of this.book.all()) {
      for (const document of documents) if (isMeant(document)) found.set(document.id, document);
    }
    const sorted = [...found.values()].sort(getSortComparator(this.schema, query));
    return { documents: sorted.slice(query.skip, query.limit === undefined ? undefined : query.skip + query.limit) };
  }

  async count(prepared: PreparedQuery<Row>): Promise<RxStorageCountResult> {
    return { count: (await this.query(prepared)).documents.length, mode: 'fast' };
  }

  /** How many documents are not removed; without reading any. */
  liveCount(): Promise<number> {
    this.assertOpen();
    return this.book.count();
  }

  /** Documents of the next `packs` packs after one of that number, tombstones included; `last` is null at the end. */
  pageAfter(number: number, packs: number) {
    this.assertOpen();
    return this.book.pageAfter(number, packs);
  }

  /**
   * Says that nothing changed. RxDB asks to find what a replication has to push, and reads every document to be told; of
   * these collections nothing is ever pushed.
   */
  async getChangedDocumentsSince(
    _limit: number,
    checkpoint?: ChangesPlace,
  ): Promise<{ readonly documents: RxDocumentData<Row>[]; readonly checkpoint: ChangesPlace }> {
    return { documents: [], checkpoint: checkpoint ?? { id: '', lwt: 0 } };
  }

  changeStream(): Observable<EventBulk<RxStorageChangeEvent<Row>, ChangesPlace>> {
    return this.changes.asObservable();
  }

  async cleanup(minimumDeletedTime: number): Promise<boolean> {
    this.assertOpen();
    const before = Date.now() - minimumDeletedTime;
    await this.book.forget(({ _meta }) => _meta.lwt <= before);
    return true;
  }

  async getAttachmentData(): Promise<never> {
    throw new Error('Packed documents have no attachments.');
  }

  close(): Promise<void> {
    this.closing ??= this.book.close().finally(() => this.changes.complete());
    return this.closing;
  }

  remove(): Promise<void> {
    this.assertOpen();
    this.closing = this.book.remove().finally(() => this.changes.complete());
    return this.closing;
  }

  private assertOpen(): void {
    if (this.closing !== null) throw new Error(`The packs of ${this.collectionName} are closed.`);
  }
}

function idOf<Row>(document: RxDocumentData<Row>): string {
  return (document as Kept<Row>).id;
}
