/** The local documents of an RxDB database. */
interface LocalDocuments {
  getLocal(name: string): Promise<{ toJSON(): unknown } | null>;
  upsertLocal(name: string, data: { readonly value: unknown }): Promise<unknown>;
}

/** A small thing a database remembers beside its collections; null when it never did. Written by `writeNote` alone. */
export async function readNote<Value>(database: LocalDocuments, name: string): Promise<Value | null> {
  const note = await database.getLocal(name);
  if (note === null) return null;
  return (note.toJSON() as { readonly data: { readonly value: Value } }).data.value;
}

export async function writeNote(database: LocalDocuments, name: string, value: unknown): Promise<void> {
  await database.upsertLocal(name, { value });
}
