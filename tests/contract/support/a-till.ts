import type { LogReply } from '../../../core/sync/log';
import { valueOf, type JoinedRegister, type Shop } from './a-shop';
import { WrittenLog } from './written-log';

/** A register that joined, with its log on paper. */
export interface Till extends JoinedRegister {
  readonly log: WrittenLog;
  /** Sends what was written since the last time. */
  send(): Promise<LogReply>;
}

export async function aTill(shop: Shop, locationId: string): Promise<Till> {
  const joined = await shop.join(locationId);
  const log = new WrittenLog(joined.register.id, locationId, shop.clock);
  let sent = 0;
  return {
    ...joined,
    log,
    async send() {
      const batch = log.batch(await shop.books.epoch(), sent + 1);
      const reply = valueOf(await shop.books.acceptBatch(joined.register, batch));
      sent = reply.acknowledgedThrough;
      return reply;
    },
  };
}

/** Verdicts in words: `accepted`, `parked unknown-kind`. */
export function kinds(reply: LogReply): readonly string[] {
  return reply.verdicts.map(({ kind, code }) => (code === '' ? kind : `${kind} ${code}`));
}
