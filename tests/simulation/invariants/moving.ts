import { mustHold } from '../../support/world/broken';
import type { World } from '../../support/world/world';

/** Longer than a timeout, the longest wait and a look in between: a queue that stands still so long is stuck. */
const BOUND_MS = 150_000;

interface Progress {
  readonly life: number;
  readonly acknowledged: number;
  readonly waiting: number;
  readonly since: number;
}

/** At any time: no queue stands still while the network is up. */
export class Moving {
  private readonly progress = new Map<string, Progress>();

  check({ living, desks, time, servers }: World): void {
    const areUp = servers.processes.every(({ isUp }) => isUp) && servers.crashing === 0;
    for (const { computer } of desks) {
      const one = living.find(({ desk }) => desk.computer === computer);
      if (one === undefined || !areUp || !computer.isConnected) {
        this.progress.delete(computer.name);
        continue;
      }
      const { logs } = one.life.journal.state();
      const unsentEntries = one.life.register.status()?.unsentEntries ?? 0;
      const acknowledged = logs.reduce((sum, log) => sum + log.acknowledgedThrough, 0);
      const known = this.progress.get(computer.name);
      const isNew =
        known === undefined ||
        known.life !== one.life.number ||
        known.acknowledged !== acknowledged ||
        unsentEntries === 0 ||
        known.waiting === 0;
      const since = isNew ? time.now : Math.max(known.since, computer.lastTroubleAt);
      this.progress.set(computer.name, { life: one.life.number, acknowledged, waiting: unsentEntries, since });
      mustHold(time.now - since <= BOUND_MS, 'no queue stands still while the network is up', () => {
        return `${computer.name} has ${String(unsentEntries)} entries waiting for ${String((time.now - since) / 1000)} s`;
      });
    }
  }
}
