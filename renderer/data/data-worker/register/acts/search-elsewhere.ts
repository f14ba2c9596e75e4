import type { ElsewhereReply } from '../../../register-data';
import type { NetworkState } from '../connection';
import { EpochDiffers, NoAnswer, ServerRefusal, type Server } from '../server';

const MOST = 20;

/** "At your other locations" (LO-8); without network a line says why there is nothing. */
export async function searchElsewhere(
  server: Server,
  network: NetworkState,
  text: string,
  signal: AbortSignal,
): Promise<ElsewhereReply> {
  if (network === 'offline') return { kind: 'offline' };
  try {
    const { matches } = await server.masterList(text.trim(), MOST, signal);
    return { kind: 'searched', matches };
  } catch (error) {
    if (error instanceof ServerRefusal) return { kind: 'searched', matches: [] };
    if (error instanceof NoAnswer || error instanceof EpochDiffers) return { kind: 'offline' };
    throw error;
  }
}
