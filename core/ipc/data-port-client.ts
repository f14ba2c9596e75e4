import { Value } from 'typebox/value';
import {
  dataPortEvents,
  dataPortRequests,
  PortMessageSchema,
  type DataPortEvent,
  type DataPortEventName,
  type DataPortReply,
  type DataPortRequest,
  type DataPortRequestName,
  type PortError,
  type PortMessage,
} from './data-port';

/** The answer to a request was an error: a mistake of ours or trouble, never an expected outcome. */
export class DataPortError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'DataPortError';
  }
}

/** The data worker's side of the port. */
export interface DataPortClient {
  /** Rejects with `DataPortError`. */
  ask<Name extends DataPortRequestName>(name: Name, request: DataPortRequest<Name>): Promise<DataPortReply<Name>>;
  /** Calls `listener` with every event of that name; several may listen. Returns how to stop. */
  on<Name extends DataPortEventName>(name: Name, listener: (event: DataPortEvent<Name>) => void): () => void;
  /** To be called with the data of every message that arrives on the port. */
  receive(message: unknown): void;
}

interface Waiting {
  readonly name: DataPortRequestName;
  readonly resolve: (reply: never) => void;
  readonly reject: (error: DataPortError) => void;
}

/** Speaks to main over any message port: `send` posts, and what arrives is handed to `receive`. */
export function dataPortClient(send: (message: unknown) => void): DataPortClient {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Set<(event: never) => void>>();
  let lastId = 0;

  const settle = (id: number, reply: unknown, error: PortError | null): void => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (asked === undefined) return;
    if (error !== null) asked.reject(new DataPortError(error.code, error.message));
    else if (Value.Check(dataPortRequests[asked.name].reply, reply)) asked.resolve(reply as never);
    else asked.reject(new DataPortError('bad-reply', `The answer to ${asked.name} has an unknown shape.`));
  };

  const tell = (name: string, event: unknown): void => {
    if (!Object.hasOwn(dataPortEvents, name) || !Value.Check(dataPortEvents[name as DataPortEventName], event)) return;
    for (const listener of listeners.get(name) ?? []) listener(event as never);
  };

  return {
    ask: (name, request) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { name, resolve, reject });
        send({ id, name, request });
      }),
    on(name, listener) {
      const told = listeners.get(name) ?? new Set();
      listeners.set(name, told.add(listener));
      return () => void told.delete(listener);
    },
    receive(message) {
      if (!Value.Check(PortMessageSchema, message)) return;
      const checked: PortMessage = message;
      if ('event' in checked) tell(checked.event, checked.message);
      else settle(checked.id, 'reply' in checked ? checked.reply : null, 'error' in checked ? checked.error : null);
    },
  };
}
