import { Value } from 'typebox/value';
import {
  dataPortRequests,
  PortRequestSchema,
  type DataPortEvent,
  type DataPortEventName,
  type DataPortRequestName,
  type PortMessage,
  type PortRequest,
} from '../../../core/ipc/data-port';
import { quickCheck } from '../../../core/kernel/quick-check';
import { dataPortAnswers, NotJoined, type AnswerParts } from './answers';

/** Main's end of one data worker's port. */
export interface OpenPort {
  /** To be called with the data of every message that arrives. Never rejects. */
  receive(message: unknown): Promise<void>;
  /** The other end is gone. */
  close(): void;
}

type Answer = (request: unknown) => Promise<unknown>;

/**
 * Answers data workers. Every message is checked against the table before any work starts; what a wrong one contained is
 * never repeated, it may be personal.
 */
export class DataPortDesk {
  readonly #answers: Readonly<Record<DataPortRequestName, unknown>>;
  readonly #ports = new Set<(message: PortMessage) => void>();

  readonly #exports: AnswerParts['exports'];
  readonly #lists: AnswerParts['lists'];

  constructor(parts: AnswerParts) {
    this.#answers = dataPortAnswers(parts);
    this.#exports = parts.exports;
    this.#lists = parts.lists;
  }

  /** Begins to answer on a port; `send` posts a message to its other end. */
  open(send: (message: PortMessage) => void): OpenPort {
    this.#ports.add(send);
    return {
      receive: async (message) => {
        if (!Value.Check(PortRequestSchema, message)) {
          const id = typeof message === 'object' && message !== null && 'id' in message ? Number(message.id) : NaN;
          return send({ id: Number.isInteger(id) ? id : -1, error: WRONG_SHAPE });
        }
        send(await this.#answer(message));
      },
      close: () => {
        this.#ports.delete(send);
        void this.#exports.cancelAll();
        this.#lists?.closeAll();
      },
    };
  }

  /** Tells every open port. */
  tell<Name extends DataPortEventName>(event: Name, message: DataPortEvent<Name>): void {
    for (const send of this.#ports) send({ event, message });
  }

  async #answer({ id, name, request }: PortRequest): Promise<PortMessage> {
    if (!isRequestName(name)) {
      return { id, error: { code: 'unknown-request', message: 'Main has no answer of this name.' } };
    }
    if (!isRequest[name](request)) return { id, error: WRONG_SHAPE };
    try {
      return { id, reply: await (this.#answers[name] as Answer)(request) };
    } catch (error) {
      if (error instanceof NotJoined) return { id, error: { code: 'not-joined', message: error.message } };
      // The message of an unexpected error may name files; its code is enough for support.
      console.error('data-port-failed', name, error instanceof Error ? error.name : 'unknown');
      return { id, error: { code: 'failed', message: 'Main could not answer this.' } };
    }
  }
}

/** Built once: an export is two million cells. */
const isRequest = Object.fromEntries(
  Object.entries(dataPortRequests).map(([name, { request }]) => [name, quickCheck(request)]),
) as unknown as Readonly<Record<DataPortRequestName, (request: unknown) => boolean>>;

const WRONG_SHAPE = { code: 'bad-message', message: 'The message has an unknown shape.' };

function isRequestName(name: string): name is DataPortRequestName {
  return Object.hasOwn(dataPortRequests, name);
}
