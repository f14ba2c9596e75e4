import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { Acknowledgement } from '../../../core/ipc/data-port';
import type { Disk } from './disk';
import { readSmallFile, replaceFile } from './small-file';

const MetaSchema = Type.Object({
  version: Type.Literal(1),
  offsetMs: Type.Union([Type.Integer(), Type.Null()]),
  epochNumber: Type.Integer({ minimum: 0 }),
  /** By log id. An empty signature stands for what the server was seen to hold without a signed word. */
  acknowledged: Type.Record(Type.String(), Type.Object({ through: Type.Integer(), signature: Type.String() })),
  /** Log of the newest signed acknowledgement. */
  newestLogId: Type.Union([Type.String(), Type.Null()]),
});
type Meta = Static<typeof MetaSchema>;

const NOTHING: Meta = { version: 1, offsetMs: null, epochNumber: 0, acknowledged: {}, newestLogId: null };

/** A smaller change of the clock's offset is kept in memory only. */
const WORTH_KEEPING_MS = 100;

/**
 * What the journal knows besides entries, in one small file. Losing it costs nothing but work: the server answers
 * `duplicate` to what is offered again.
 */
export class JournalMeta {
  #meta: Meta;
  #offsetMs: number | null;
  #writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly disk: Disk,
    private readonly path: string,
    meta: Meta,
  ) {
    this.#meta = meta;
    this.#offsetMs = meta.offsetMs;
  }

  static async open(disk: Disk, folder: string): Promise<JournalMeta> {
    const path = join(folder, 'meta.json');
    return new JournalMeta(disk, path, parseMeta(await readSmallFile(disk, path).catch(() => null)));
  }

  /** Server clock minus shown clock as last measured, milliseconds. */
  get offsetMs(): number | null {
    return this.#offsetMs;
  }

  get epochNumber(): number {
    return this.#meta.epochNumber;
  }

  acknowledgedThrough(logId: string): number {
    return this.#meta.acknowledged[logId]?.through ?? 0;
  }

  /** The newest signed word of the server. */
  get acknowledgement(): Acknowledgement | null {
    const { newestLogId: logId, epochNumber } = this.#meta;
    const newest = logId === null ? undefined : this.#meta.acknowledged[logId];
    return logId === null || newest === undefined ? null : { logId, epochNumber, ...newest };
  }

  /** Rejects when the disk does; the offset holds in memory all the same. */
  async setOffset(offsetMs: number): Promise<void> {
    this.#offsetMs = offsetMs;
    const kept = this.#meta.offsetMs;
    if (kept === null || Math.abs(offsetMs - kept) >= WORTH_KEEPING_MS) await this.#change({ ...this.#meta, offsetMs });
  }

  /** Takes a newer acknowledgement. One of an older epoch, or behind what is known, changes nothing. */
  async acknowledge({ logId, through, epochNumber, signature }: Acknowledgement): Promise<void> {
    if (epochNumber > this.#meta.epochNumber) await this.beginEpoch(epochNumber);
    if (epochNumber < this.#meta.epochNumber) return;
    const known = this.#meta.acknowledged[logId];
    if (known !== undefined && (known.through > through || (known.through === through && known.signature !== '')))
      return;
    const acknowledged = { ...this.#meta.acknowledged, [logId]: { through, signature } };
    await this.#change({ ...this.#meta, acknowledged, newestLogId: logId });
  }

  /** The server was seen to hold `logId` through this sequence (it agrees with a log that is sealed). */
  async seenThrough(logId: string, through: number): Promise<void> {
    if (this.acknowledgedThrough(logId) >= through) return;
    const acknowledged = { ...this.#meta.acknowledged, [logId]: { through, signature: '' } };
    const newestLogId = this.#meta.newestLogId === logId ? null : this.#meta.newestLogId;
    await this.#change({ ...this.#meta, acknowledged, newestLogId });
  }

  /** In a higher epoch every acknowledgement is forgotten: all is offered again. A known epoch changes nothing. */
  async beginEpoch(epochNumber: number): Promise<void> {
    if (epochNumber <= this.#meta.epochNumber) return;
    await this.#change({ ...this.#meta, epochNumber, acknowledged: {}, newestLogId: null });
  }

  #change(meta: Meta): Promise<void> {
    this.#meta = meta;
    // One after the other; each writes what is newest then.
    const write = () => replaceFile(this.disk, this.path, JSON.stringify(this.#meta));
    const written = this.#writing.then(write, write);
    this.#writing = written.catch(() => undefined);
    return written;
  }
}

function parseMeta(text: string | null): Meta {
  try {
    const meta: unknown = JSON.parse(text ?? 'null');
    return Value.Check(MetaSchema, meta) ? meta : NOTHING;
  } catch {
    return NOTHING;
  }
}
