import type { Customer } from '../../../../core/domain/customers/customer';

/** Which accounts kept here are part of which other one (RU-15, RU-16), as far as their documents were seen. */
export class RolledUp {
  private readonly into = new Map<string, string>();
  private readonly direct = new Map<string, Set<string>>();

  /** A document as it is now; null for one that is no longer kept. */
  note(id: string, customer: Pick<Customer, 'mergedInto'> | null): void {
    const [before, after] = [this.into.get(id), customer?.mergedInto ?? undefined];
    if (before === after) return;
    if (before !== undefined) this.direct.get(before)?.delete(id);
    if (after === undefined) this.into.delete(id);
    else {
      this.into.set(id, after);
      this.direct.set(after, (this.direct.get(after) ?? new Set()).add(id));
    }
  }

  /** The account that counts for an id: its own, or the last it was rolled into. */
  primaryOf(id: string): string {
    const primary = this.into.get(id);
    return primary === undefined ? id : this.primaryOf(primary);
  }

  /** Accounts that are part of this one, those of a chain included. */
  membersOf(id: string): readonly string[] {
    const direct = this.direct.get(id);
    return direct === undefined ? [] : [...direct].flatMap((member) => [member, ...this.membersOf(member)]);
  }
}
