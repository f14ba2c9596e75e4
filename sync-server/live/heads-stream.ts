import { Readable } from 'node:stream';
import type { LiveHeads as LiveHeadsEvent } from '../../core/sync/feed';
import type { Heads } from './live-heads';

/**
 * A stream of server-sent events that carry heads. A reader who is slow misses heads that newer ones have replaced, so
 * that nothing piles up for it.
 */
export class HeadsStream extends Readable {
  #next: string | null = null;
  #wanted = false;

  /** Sends these heads as soon as the reader takes them. */
  send(heads: Heads): void {
    if (this.destroyed) return;
    const event: LiveHeadsEvent = { heads };
    this.#next = `data: ${JSON.stringify(event)}\n\n`;
    if (this.#wanted) this._read();
  }

  /** Ends the stream after what is on its way. */
  finish(): void {
    if (!this.destroyed) this.push(null);
  }

  override _read(): void {
    this.#wanted = this.#next === null;
    if (this.#next === null) return;
    const next = this.#next;
    this.#next = null;
    this.push(next);
  }
}
