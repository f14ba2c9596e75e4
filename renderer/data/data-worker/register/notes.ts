import { noNotes, StoreError, type RegisterNotes, type RegisterStore } from './register-store';

/**
 * What the register must remember beside its log, in memory and written through.
 *
 * A note that could not be written is written with the next one: each of them can be found out again after a restart.
 */
export class Notes {
  private notes: RegisterNotes = noNotes;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly store: RegisterStore) {}

  get current(): RegisterNotes {
    return this.notes;
  }

  async read(): Promise<void> {
    this.notes = await this.store.readNotes();
  }

  /** Changes notes; settles when they were written or could not be. */
  update(change: Partial<RegisterNotes>): Promise<void> {
    this.notes = { ...this.notes, ...change };
    this.writing = this.writing.then(() => this.store.writeNotes(this.notes)).catch(toleratesStoreErrors);
    return this.writing;
  }
}

/** For writes that are done again by themselves. */
export function toleratesStoreErrors(error: unknown): void {
  if (!(error instanceof StoreError)) throw error;
}
