import type { Client, Pool } from 'pg';
import type { Logger } from 'pino';
import { safeError } from '../logging/safe-error';
import type { Heads, HeadsSignal } from './live-heads';

const CHANNEL = 'pawtill_heads';
const COALESCE_MS = 20;
const LONGEST_WAIT_MS = 15_000;
/** PostgreSQL takes less than 8,000 bytes; what does not fit is found by reading the heads. */
const LONGEST_PAYLOAD = 7_000;

export interface PostgresSignalParts {
  readonly pool: Pick<Pool, 'query'>;
  /** A connection of its own for LISTEN. */
  readonly newClient: () => Client;
  readonly onHeads: (heads: Heads) => void;
  readonly logger: Logger;
}

/**
 * Wakes the processes over one database by NOTIFY, sent after COMMIT and for many commits together: inside the
 * transaction it would make committers wait for one another.
 *
 * An engine without LISTEN is no fault: `isListening` stays false and heads are read instead.
 */
export class PostgresSignal implements HeadsSignal {
  readonly #parts: PostgresSignalParts;
  #pending: Record<string, number> = {};
  #flush: NodeJS.Timeout | null = null;
  #client: Client | null = null;
  #again: NodeJS.Timeout | null = null;
  #failures = 0;
  #closed = false;

  constructor(parts: PostgresSignalParts) {
    this.#parts = parts;
    void this.#listen();
  }

  get isListening(): boolean {
    return this.#client !== null;
  }

  send(heads: Heads): void {
    for (const [feed, head] of Object.entries(heads)) {
      this.#pending[feed] = Math.max(this.#pending[feed] ?? 0, head);
    }
    this.#flush ??= setTimeout(() => void this.#notify(), COALESCE_MS).unref();
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#flush) clearTimeout(this.#flush);
    if (this.#again) clearTimeout(this.#again);
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => undefined);
  }

  async #notify(): Promise<void> {
    const payload = JSON.stringify(this.#pending);
    this.#pending = {};
    this.#flush = null;
    if (Buffer.byteLength(payload) > LONGEST_PAYLOAD) return;
    try {
      await this.#parts.pool.query('SELECT pg_notify($1, $2)', [CHANNEL, payload]);
    } catch (error) {
      this.#parts.logger.debug({ err: safeError(error) }, 'signal not sent');
    }
  }

  async #listen(): Promise<void> {
    const client = this.#parts.newClient();
    const lost = (error?: unknown) => this.#lost(client, error);
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => this.#heard(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      if (this.#closed) return await client.end();
      this.#client = client;
      this.#failures = 0;
    } catch (error) {
      lost(error);
    }
  }

  #lost(client: Client, error: unknown): void {
    client.removeAllListeners('end');
    client.removeAllListeners('error');
    client.on('error', () => undefined);
    void client.end().catch(() => undefined);
    if (this.#client === client) this.#client = null;
    if (this.#closed || this.#again) return;
    if (error !== undefined) this.#parts.logger.warn({ err: safeError(error) }, 'not listening; reading heads instead');
    this.#failures += 1;
    const waitMs = Math.min(LONGEST_WAIT_MS, 250 * 2 ** this.#failures) * (0.5 + Math.random() / 2);
    this.#again = setTimeout(() => {
      this.#again = null;
      void this.#listen();
    }, waitMs).unref();
  }

  #heard(payload: string): void {
    try {
      const heads: unknown = JSON.parse(payload);
      if (isHeads(heads)) this.#parts.onHeads(heads);
    } catch {
      this.#parts.logger.debug('a signal that is no JSON was left alone');
    }
  }
}

function isHeads(value: unknown): value is Heads {
  return typeof value === 'object' && value !== null && Object.values(value).every(Number.isSafeInteger);
}
