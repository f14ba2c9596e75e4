import { normalizeMangoQuery, prepareQuery, type MangoQuery, type RxCollection, type RxDocumentData } from 'rxdb';
import { PackedInstance } from '../packs/packed-instance';

/** Rows by id, past RxDB's document cache: what is read once is not kept in memory. */
export function rowsById<Row>(collection: RxCollection<Row>, ids: readonly string[]): Promise<RxDocumentData<Row>[]> {
  return collection.storageInstance.findDocumentsById([...ids], false);
}

/** Rows with `after < id < before`, ascending by id, at most `limit`. */
export async function rowsBetween<Row extends { readonly id: string }>(
  collection: RxCollection<Row>,
  after: string,
  before: string | null,
  limit: number,
): Promise<RxDocumentData<Row>[]> {
  const range = before === null ? { $gt: after } : { $gt: after, $lt: before };
  const wanted = { selector: { id: range, _deleted: { $eq: false } }, sort: [{ id: 'asc' }], limit, skip: 0 };
  const { jsonSchema } = collection.schema;
  const query = normalizeMangoQuery(jsonSchema, wanted as unknown as MangoQuery<Row>);
  const { documents } = await collection.storageInstance.query(prepareQuery(jsonSchema, query));
  return documents;
}

/** The packs of a pulled collection. */
export function packsOf<Row>(collection: RxCollection<Row>): PackedInstance<Row> {
  const { storageInstance, name } = collection;
  const instance: unknown = storageInstance.originalStorageInstance;
  if (!(instance instanceof PackedInstance)) throw new Error(`${name} is not kept in packs.`);
  return instance as PackedInstance<Row>;
}
