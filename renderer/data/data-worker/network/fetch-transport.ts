import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { Transport } from '../register/ports';

/** Shows that a door or a server stands behind the address, and not just anything that answers. */
const JSON_TYPE = 'application/json';

/**
 * The way to the server in the product: this origin's own `/v1/…`, which main forwards with the register's token. A
 * worker has no other door.
 */
export const fetchTransport: Transport = {
  async send({ method, path, body }, signal) {
    const sends = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': JSON_TYPE } };
    const reply = await fetch(path, { method, signal, ...sends });
    const text = await reply.text();
    return { status: reply.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
  },

  async live(onEvent, signal) {
    const reply = await fetch('/v1/live', { signal, headers: { accept: 'text/event-stream' } });
    if (!reply.ok || reply.body === null) {
      await reply.body?.cancel();
      return;
    }
    const events = reply.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    for await (const { data } of events) onEvent(JSON.parse(data));
  },
};
