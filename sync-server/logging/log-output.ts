import type { Writable } from 'node:stream';
import type { DestinationStream } from 'pino';

/** More than this is not kept for a reader who does not read. */
const MOST_WAITING_BYTES = 1024 * 1024;

/**
 * Where log lines go: a stream that somebody reads, or no longer reads.
 *
 * Lines are handed over at once and nothing waits for the reader. One who is gone or stands still costs lines, never
 * the server's work and never its end: pino's own destination writes its last lines again and again until they are
 * taken, so that a server whose starter had died before it never ended.
 */
export function logOutput(stream: Writable): DestinationStream {
  let isGone = false;
  stream.on('error', () => (isGone = true));
  return {
    write(line) {
      if (!isGone && stream.writableLength < MOST_WAITING_BYTES) stream.write(line);
    },
  };
}
