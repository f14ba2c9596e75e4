import type { Pack, PackChanges, PackHead, PackTables } from './pack-tables';

/** A document as a storage of RxDB keeps it. */
export interface PackedDocument {
  readonly id: string;
  readonly _deleted: boolean;
}

/**
 * Characters of a pack. Texts of two bytes a character then still stay below 64 KB: from there on Chromium keeps a value
 * as a file of its own.
 */
const PACK_LENGTH = 30_000;
/** Packs read at once: a few megabytes. */
const READ_PACKS = 64;

/**
 * Documents of one collection, a dozen or so to a record. IndexedDB asks nearly the same for every record, however small:
 * two hundred thousand documents one by one kept its process busy for longer than everything else a first sync does.
 *
 * A changed document is changed where it lies, so that nothing of what it was before is left on disk (DE-7). Where
 * documents lie is known in memory, from heads that are read at the first use.
 */
export class PackBook<Document extends PackedDocument> {
  /** Number of the pack of each document, tombstones included. */
  private readonly places = new Map<string, number>();
  private readonly gone = new Set<string>();
  /** The pack begun last, which takes the next new documents. */
  private last = 0;
  private opening: Promise<void> | null = null;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly tables: PackTables) {}

  /** Documents of these ids that are here, tombstones included, in no special order. */
  read(ids: readonly string[]): Promise<readonly Document[]> {
    return this.inTurn(() => this.readNow(ids));
  }

  /** Every document, tombstones included, in the order of packs; one that is changed meanwhile may come twice. */
  async *all(): AsyncGenerator<readonly Document[]> {
    for (let after = 0; ;) {
      const { documents, last } = await this.pageAfter(after, READ_PACKS);
      if (documents.length > 0) yield documents;
      if (last === null) return;
      after = last;
    }
  }

  /** Documents of the next packs after one of that number; `last` is null at the end. */
  async pageAfter(
    number: number,
    packs: number,
  ): Promise<{ readonly documents: readonly Document[]; readonly last: number | null }> {
    const page = await this.inTurn(() => this.tables.after(number, packs));
    const last = page.length < packs ? null : (page.at(-1)?.number ?? null);
    return { documents: page.flatMap((pack) => documentsOf<Document>(pack)), last };
  }

  /** How many documents there are, tombstones left out. */
  count(): Promise<number> {
    return this.inTurn(async () => this.places.size - this.gone.size);
  }

  /**
   * One write: `decide` is given what is here of these ids, and answers what takes its place. Nothing else is written
   * meanwhile, and all of it is written or nothing.
   */
  change<Decision extends { readonly puts: readonly Document[] }>(
    ids: readonly string[],
    decide: (known: Map<string, Document>) => Decision,
  ): Promise<Decision> {
    return this.inTurn(async () => {
      // Read once: what is known, and what lies beside it.
      const packs = await this.packsOf(ids.map((id) => this.places.get(id) ?? this.last));
      const decision = decide(new Map(documentsAmong(packs, ids).map((document) => [document.id, document])));
      if (decision.puts.length > 0) await this.put(decision.puts, packs);
      return decision;
    });
  }

  /** Takes away tombstones that `isOld` says nobody needs any more. */
  forget(isOld: (tombstone: Document) => boolean): Promise<void> {
    return this.inTurn(async () => {
      const numbers = new Set([...this.gone].map((id) => this.places.get(id) ?? 0));
      for (const pack of await this.tables.read([...numbers])) {
        const documents = documentsOf<Document>(pack);
        const kept = documents.filter((document) => !document._deleted || !isOld(document));
        if (kept.length === documents.length) continue;
        await this.tables.write(kept.length === 0 ? emptied(pack.number) : changesOf([packOf(pack.number, kept)]));
        const left = new Set(kept.map(({ id }) => id));
        for (const { id } of documents.filter(({ id }) => !left.has(id))) {
          this.places.delete(id);
          this.gone.delete(id);
        }
      }
    });
  }

  /** Settles when everything under way has ended. */
  async close(): Promise<void> {
    await this.queue;
    await this.tables.close();
  }

  async remove(): Promise<void> {
    await this.queue;
    await this.tables.remove();
  }

  private async readNow(ids: readonly string[]): Promise<readonly Document[]> {
    return documentsAmong(await this.packsOf(ids.flatMap((id) => this.places.get(id) ?? [])), ids);
  }

  /** The packs of these numbers that are there, by number. */
  private async packsOf(numbers: readonly number[]): Promise<OpenPacks<Document>> {
    if (numbers.length === 0) return new Map();
    const packs = await this.tables.read([...new Set(numbers)]);
    return new Map(packs.map((pack) => [pack.number, documentsOf<Document>(pack)]));
  }

  /** `packs` holds at least those that these documents lie in, and the last one. */
  private async put(documents: readonly Document[], packs: OpenPacks<Document>): Promise<void> {
    const changed = new Map<number, Document[]>();
    for (const document of documents) {
      const number = this.places.get(document.id) ?? this.last;
      const known = changed.get(number);
      if (known === undefined) changed.set(number, [document]);
      else known.push(document);
    }
    let { last } = this;
    const written: FilledPack[] = [];
    for (const [number, puts] of changed) {
      const merged = new Map((packs.get(number) ?? []).map((one) => [one.id, one]));
      for (const document of puts) merged.set(document.id, document);
      // What does not fit any more goes into new packs. Numbers only grow, so that whoever reads meanwhile misses nothing.
      const filled = fillPacks([...merged.values()]);
      filled.forEach((texts, at) => {
        written.push({ ...texts, number: at === 0 && number > 0 ? number : (last += 1) });
      });
    }
    await this.tables.write(changesOf(written));
    this.last = last;
    for (const { head } of written.map(headed)) this.note(head);
  }

  private note({ number, ids, gone }: PackHead): void {
    for (const id of ids) {
      this.places.set(id, number);
      this.gone.delete(id);
    }
    for (const id of gone) this.gone.add(id);
    this.last = Math.max(this.last, number);
  }

  private async open(): Promise<void> {
    for (const head of await this.tables.heads()) this.note(head);
  }

  /** One after the other, so that what is known of places is what lies there. */
  private inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.queue.then(async () => {
      this.opening ??= this.open();
      await this.opening.catch((error: unknown) => {
        this.opening = null;
        throw error;
      });
      return work();
    });
    this.queue = done.catch(() => undefined);
    return done;
  }
}

/** Documents of packs that were read, by the pack's number. */
type OpenPacks<Document> = ReadonlyMap<number, readonly Document[]>;

function documentsAmong<Document extends PackedDocument>(packs: OpenPacks<Document>, ids: readonly string[]) {
  const asked = new Set(ids);
  return [...packs.values()].flatMap((documents) => documents.filter(({ id }) => asked.has(id)));
}

interface FilledPack {
  readonly number: number;
  readonly documents: readonly PackedDocument[];
  readonly text: string;
}

function headed({ number, documents, text }: FilledPack): { readonly head: PackHead; readonly pack: Pack } {
  const ids = documents.map(({ id }) => id);
  const gone = documents.filter(({ _deleted }) => _deleted).map(({ id }) => id);
  return { head: { number, ids, gone }, pack: { number, text } };
}

function changesOf(filled: readonly FilledPack[]): PackChanges {
  const both = filled.map(headed);
  return { heads: both.map(({ head }) => head), packs: both.map(({ pack }) => pack), emptied: [] };
}

function emptied(number: number): PackChanges {
  return { heads: [], packs: [], emptied: [number] };
}

function packOf(number: number, documents: readonly PackedDocument[]): FilledPack {
  return { number, documents, text: JSON.stringify(documents) };
}

/** Documents in as many packs as they need; one that is longer than a pack has one for itself. */
function fillPacks(documents: readonly PackedDocument[]): readonly Omit<FilledPack, 'number'>[] {
  const filled: { documents: PackedDocument[]; texts: string[]; length: number }[] = [];
  for (const document of documents) {
    const text = JSON.stringify(document);
    const pack = filled.at(-1);
    if (pack !== undefined && pack.length + text.length <= PACK_LENGTH) {
      pack.documents.push(document);
      pack.texts.push(text);
      pack.length += text.length;
    } else filled.push({ documents: [document], texts: [text], length: text.length });
  }
  return filled.map(({ documents: held, texts }) => ({ documents: held, text: `[${texts.join(',')}]` }));
}

function documentsOf<Document>({ text }: Pack): readonly Document[] {
  return JSON.parse(text) as Document[];
}
