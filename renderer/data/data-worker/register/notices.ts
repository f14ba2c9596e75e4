import type { Clock } from '../../../../core/kernel/ports';

/** Trouble worth telling a person: a stable code for support and one sentence. No personal data. */
export interface Notice {
  readonly code: string;
  readonly message: string;
  readonly at: number;
}

const MOST = 20;

/** What the status line tells beside the network state, newest first; each code once. */
export class Notices {
  private notices: readonly Notice[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly onChange: () => void,
  ) {}

  get current(): readonly Notice[] {
    return this.notices;
  }

  tell(code: string, message: string): void {
    const others = this.notices.filter((notice) => notice.code !== code);
    this.notices = [{ code, message, at: this.clock.now() }, ...others].slice(0, MOST);
    this.onChange();
  }

  /** The trouble is over. */
  withdraw(code: string): void {
    if (!this.notices.some((notice) => notice.code === code)) return;
    this.notices = this.notices.filter((notice) => notice.code !== code);
    this.onChange();
  }
}
