import type { Clock } from '../../../../core/kernel/ports';
import type { MainPort } from './ports';
import type { ClockSample } from './server';

const AGAIN_AFTER_MS = 60_000;
const WORTH_TELLING_MS = 250;

/**
 * Keeps main told of how far this register's clock is from the server's (OX-3). The quickest exchange tells best, so a
 * slow one changes nothing unless the clock has clearly been set.
 */
export class ClockOffset {
  private told: (ClockSample & { readonly at: number }) | null = null;

  constructor(
    private readonly main: MainPort,
    private readonly clock: Clock,
  ) {}

  /** The master list's time now, as far as it was ever measured. */
  serverNow(): number {
    return this.clock.now() + (this.told?.offsetMs ?? 0);
  }

  take(sample: ClockSample): void {
    const { told } = this;
    const at = this.clock.now();
    if (told !== null) {
      const difference = Math.abs(sample.offsetMs - told.offsetMs);
      const isSet = difference > WORTH_TELLING_MS + sample.roundTripMs;
      const isDue = at - told.at >= AGAIN_AFTER_MS || at < told.at;
      if (!isSet && !(isDue && sample.roundTripMs <= told.roundTripMs * 2)) return;
    }
    this.told = { ...sample, at };
    void this.main.ask('clock:offset', { offsetMs: sample.offsetMs }).catch(() => undefined);
  }
}
