/** Why the database cannot be used; stable, so that a start script and the support page can tell the cases apart. */
export type DatabaseRefusalCode =
  | 'no-postgres-binaries'
  | 'data-folder-unreachable'
  | 'data-folder-not-ours'
  | 'data-of-another-postgres'
  | 'postgres-did-not-start'
  | 'database-unreachable'
  | 'database-too-old'
  | 'database-not-utf8'
  | 'database-not-empty'
  | 'data-newer-than-server'
  | 'migrations-differ'
  | 'migrations-missing';

/** The database cannot be used, and why, in a sentence for the person who runs the server. */
export class DatabaseRefusal extends Error {
  override readonly name = 'DatabaseRefusal';

  constructor(
    readonly code: DatabaseRefusalCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
