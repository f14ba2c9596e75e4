import type { Epoch, EpochChanged } from '../../../core/sync/epoch';
import type { ServerRow } from '../../store/rows';

/** The epoch of a prepared database. */
export function epochOf(server: ServerRow): Epoch {
  if (server.epoch === null) throw new Error('The books were not prepared.');
  return server.epoch;
}

/** Reply to a request of another epoch; it had no effect. */
export function epochChanged(epoch: Epoch): EpochChanged {
  return { code: 'epoch-changed', message: 'The server’s history has changed; everything is offered again.', epoch };
}
