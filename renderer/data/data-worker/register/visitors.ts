import { DAY_MS } from '../../../../core/kernel/amounts';
import type { Clock } from '../../../../core/kernel/ports';
import type { RegisterStore, Visitor } from './register-store';

/** How long a customer of another location stays without a visit here (LO-8). */
export const VISITOR_DAYS = 7;

/** Customers of other locations who were brought here by selecting them (LO-8): few, so all in memory. */
export class Visitors {
  private byId = new Map<string, Visitor>();

  constructor(
    private readonly store: RegisterStore,
    private readonly clock: Clock,
  ) {}

  /** Reads those who are still here, and lets go of the others. Answers who went. */
  async load(): Promise<readonly string[]> {
    const here = new Map<string, Visitor>();
    const gone: string[] = [];
    const oldest = this.clock.now() - VISITOR_DAYS * DAY_MS;
    for (const visitor of await this.store.visitors()) {
      if (visitor.broughtAt >= oldest) here.set(visitor.id, visitor);
      else gone.push(visitor.id);
    }
    this.byId = here;
    for (const id of gone) await this.store.removeVisitor(id);
    return gone;
  }

  of(customerId: string): Visitor | undefined {
    return this.byId.get(customerId);
  }

  ids(): readonly string[] {
    return [...this.byId.keys()];
  }

  async bring(visitor: Visitor): Promise<void> {
    this.byId.set(visitor.id, visitor);
    await this.store.putVisitor(visitor);
  }

  /** The location has these customers now, or nobody has them any more. Answers who went. */
  async remove(customerIds: readonly string[]): Promise<readonly string[]> {
    const gone = this.byId.size === 0 ? [] : customerIds.filter((id) => this.byId.has(id));
    for (const id of gone) {
      await this.store.removeVisitor(id);
      this.byId.delete(id);
    }
    return gone;
  }
}
