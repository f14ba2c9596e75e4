import type { Pool, PoolClient } from 'pg';

/**
 * Gives `work` a connection of its own. After any failure the connection is closed and not reused, which rolls back,
 * ends a half-done COPY, and lets go of every lock of the session.
 */
export async function checkedOut<Value>(pool: Pool, work: (client: PoolClient) => Promise<Value>): Promise<Value> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A checked-out client that breaks between two queries emits 'error', which would end the process if nobody listened.
  const onError = (error: Error) => (broken = error);
  client.on('error', onError);
  try {
    return await work(client);
  } catch (error) {
    broken ??= error instanceof Error ? error : new Error('unknown');
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
