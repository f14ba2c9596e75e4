/** Where the sync server is and what lets this register in. Only main knows; no window ever does. */
export interface ServerAccess {
  /** The origin of the sync server (`https://sync.example`), or null when the register has not joined. */
  url(): string | null;
  /** The register's token, or null when it has none. */
  token(): string | null;
  /** Id of the user who is signed in, whom the server asks for rights; null for nobody. Left out: nobody ever is. */
  userId?(): string | null;
}
