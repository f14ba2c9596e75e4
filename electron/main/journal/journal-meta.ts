import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import type { Acknowledgement } from '../../../core/ipc/data-port';
import type { Disk } from './disk';
import { KeptValue } from './kept-value';

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
 * `duplicate` to what is offered again. Every change holds at once, and rejects when the disk does.
 */
export class JournalMeta {
  #offsetMs: number | null;

  private constructor(private readonly kept: KeptValue<typeof MetaSchema>) {
    this.#offsetMs = kept.value.offsetMs;
  }

  static async open(disk: Disk, folder: string): Promise<JournalMeta> {
    return new JournalMeta(await KeptValue.open(disk, join(folder, 'meta.json'), MetaSchema, NOTHING));
  }

  /** Server clock minus shown clock as last measured, milliseconds. */
  get offsetMs(): number | null {
    return this.#offsetMs;
  }

  get epochNumber(): number {
    return this.kept.value.epochNumber;
  }

  acknowledgedThrough(logId: string): number {
    return this.kept.value.acknowledged[logId]?.through ?? 0;
  }

  /** The newest signed word of the server. */
  get acknowledgement(): Acknowledgement | null {
    const { newestLogId: logId, epochNumber, acknowledged } = this.kept.value;
    const newest = logId === null ? undefined : acknowledged[logId];
    return logId === null || newest === undefined ? null : { logId, epochNumber, ...newest };
  }

  async setOffset(offsetMs: number): Promise<void> {
    this.#offsetMs = offsetMs;
    const kept = this.kept.value.offsetMs;
    const isWorthKeeping = kept === null || Math.abs(offsetMs - kept) >= WORTH_KEEPING_MS;
    if (isWorthKeeping) await this.kept.set({ ...this.kept.value, offsetMs });
  }

  /** Takes a newer acknowledgement. One of an older epoch, or behind what is known, changes nothing. */
  async acknowledge({ logId, through, epochNumber, signature }: Acknowledgement): Promise<void> {
    if (epochNumber > this.epochNumber) await this.beginEpoch(epochNumber);
    if (epochNumber < this.epochNumber) return;
    const known = this.kept.value.acknowledged[logId];
    if (known !== undefined && (known.through > through || (known.through === through && known.signature !== ''))) {
      return;
    }
    const acknowledged = { ...this.kept.value.acknowledged, [logId]: { through, signature } };
    await this.kept.set({ ...this.kept.value, acknowledged, newestLogId: logId });
  }

  /** The server was seen to hold `logId` through this sequence (it agrees with a log that is sealed). */
  async seenThrough(logId: string, through: number): Promise<void> {
    if (this.acknowledgedThrough(logId) >= through) return;
    const acknowledged = { ...this.kept.value.acknowledged, [logId]: { through, signature: '' } };
    const newestLogId = this.kept.value.newestLogId === logId ? null : this.kept.value.newestLogId;
    await this.kept.set({ ...this.kept.value, acknowledged, newestLogId });
  }

  /** In a higher epoch every acknowledgement is forgotten: all is offered again. A known epoch changes nothing. */
  async beginEpoch(epochNumber: number): Promise<void> {
    if (epochNumber <= this.epochNumber) return;
    await this.kept.set({ ...this.kept.value, epochNumber, acknowledged: {}, newestLogId: null });
  }
}
