import { setTimeout as delay } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { isConflict, isConnectionLoss } from './storage-errors';

const FIRST_WAIT_MS = 10;
const LONGEST_WAIT_MS = 1_000;

export interface RetryingOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readonly readOnly?: boolean;
  /** How often work that lost against another transaction is done again. */
  readonly maxConflicts?: number;
  /** How long to wait for a database that went away, counted from the first call. */
  readonly patienceMs?: number;
}

/**
 * The connection broke after COMMIT was sent: the work may or may not have been kept.
 * Only the caller can find out, by the names of what it wrote, so it is never done again here (OX-2).
 */
export class CommitUnknown extends Error {
  override readonly name = 'CommitUnknown';
  readonly code = 'commit-unknown';

  constructor(cause: unknown) {
    super('The connection to the database broke while it was committing, so it is not known whether it did.', {
      cause,
    });
  }
}

/**
 * Does `work` in one transaction and returns its answer once it is committed.
 *
 * The work is done again, from the start and on a fresh snapshot, when it lost against another
 * transaction (40001, 40P01) or when the database went away before COMMIT was sent. So it may be
 * called several times and must have no effect but through the given client.
 *
 * @throws CommitUnknown when the connection broke during COMMIT; any other error of `work` as it is.
 */
export async function retrying<Value>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Value>,
  options: RetryingOptions = {},
): Promise<Value> {
  const { maxConflicts = 12, patienceMs = 15_000 } = options;
  const giveUpAt = performance.now() + patienceMs;
  let conflicts = 0;

  for (let attempt = 0; ; attempt += 1) {
    try {
      return await once(pool, work, options);
    } catch (error) {
      const again = isConflict(error)
        ? (conflicts += 1) <= maxConflicts
        : isConnectionLoss(error) && performance.now() < giveUpAt;
      if (!again) throw error;
      // Full jitter: two that collided do not meet again at the same moment.
      await delay(Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt));
    }
  }
}

async function once<Value>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Value>,
  options: RetryingOptions,
): Promise<Value> {
  const client = await pool.connect();
  // A checked-out client that breaks between two queries emits 'error', which would end the process if nobody listened.
  const connection: { broken?: Error } = {};
  const onError = (error: Error) => (connection.broken = error);
  client.on('error', onError);
  let commitSent = false;
  try {
    await client.query(beginStatement(options));
    const value = await work(client);
    if (connection.broken) throw connection.broken;
    commitSent = true;
    const { command } = await client.query('COMMIT');
    // PostgreSQL answers ROLLBACK to the COMMIT of a transaction in which a statement failed unnoticed.
    if (command !== 'COMMIT')
      throw new Error('The transaction was rolled back, because a failed statement was ignored.');
    return value;
  } catch (error) {
    if (isConnectionLoss(error)) connection.broken ??= error instanceof Error ? error : new Error('connection lost');
    if (!connection.broken) await client.query('ROLLBACK').catch(onError);
    throw commitSent && isConnectionLoss(error) ? new CommitUnknown(error) : error;
  } finally {
    client.off('error', onError);
    client.release(connection.broken);
  }
}

function beginStatement({ isolation, readOnly }: RetryingOptions): string {
  return ['BEGIN', isolation && `ISOLATION LEVEL ${isolation}`, readOnly && 'READ ONLY'].filter(Boolean).join(' ');
}
