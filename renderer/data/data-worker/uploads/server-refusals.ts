import { ok, refuse, type Result } from '../../../../core/kernel/result';
import type { DataRefusal } from '../../register-data';
import { EpochDiffers, NoAnswer, ServerRefusal } from '../register/server';

/** What the server said, with its refusals and its silence as data. */
export async function askServer<Reply>(ask: () => Promise<Reply>): Promise<Result<Reply, DataRefusal>> {
  try {
    return ok(await ask());
  } catch (error) {
    const refusal = serverRefusal(error);
    if (refusal === null) throw error;
    return refuse(refusal);
  }
}

function serverRefusal(error: unknown): DataRefusal | null {
  if (error instanceof NoAnswer || error instanceof EpochDiffers) return OFFLINE;
  if (!(error instanceof ServerRefusal)) return null;
  const { status, code, message } = error;
  const kind = status === 401 || status === 403 ? 'forbidden' : status === 404 ? 'not-found' : 'failed';
  return { kind, code, message };
}

const OFFLINE: DataRefusal = {
  kind: 'offline',
  code: 'offline',
  message: 'The sync server does not answer. Importing needs the network; the list can be checked meanwhile.',
};
