import type { Customer } from '../../../../core/domain/customers/customer';

/**
 * Which accounts kept here are part of which other one (RU-15, RU-16), as far as their documents were seen. The master
 * list has no cycle; a register that ended in the middle of a page may hold one until it has read on, and must not hang.
 */
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
    const seen = new Set<string>();
    let primary = id;
    for (let next: string | undefined = id; next !== undefined && !seen.has(next); next = this.into.get(next)) {
      seen.add(next);
      primary = next;
    }
    return primary;
  }

  /** Accounts that are part of this one, those of a chain included. */
  membersOf(id: string): readonly string[] {
    const members = new Set<string>();
    const add = (of: string) => {
      for (const member of this.direct.get(of) ?? []) {
        if (member === id || members.has(member)) continue;
        members.add(member);
        add(member);
      }
    };
    add(id);
    return [...members];
  }
}
