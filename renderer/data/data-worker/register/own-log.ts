import type { LogEntry } from '../../../../core/log/entry';
import { erasedEntry } from '../../../../core/log/erased-entry';
import { orderInstantOf, orderKey, type OrderKey } from '../../../../core/log/order';
import type { Verdict } from '../../../../core/sync/log';
import type { OwnEntry } from './register-store';

/** An own entry that still lies over the pulled state. */
export interface LaidEntry {
  readonly entry: LogEntry;
  /** As fixed by the server; until then this register's own estimate (OX-3). */
  readonly order: OrderKey;
  readonly orderInstant: number;
  readonly verdict: Verdict | null;
}

interface OwnLogPart {
  /** Entries that lie over or are not judged, ascending. */
  readonly entries: Map<number, LaidEntry>;
  /** Newest entry ever added, whose order instant the next one cannot precede. */
  lastSequence: number;
  lastOrderInstant: number | null;
}

/**
 * The own entries that lie over what was pulled, indexed by customer and transaction so that the cost of a keystroke,
 * a scan or **Finished** does not grow with the log.
 *
 * Refused entries do not lie over anything; parked ones do, until they are judged again.
 */
export class OwnLog {
  private readonly logs = new Map<string, OwnLogPart>();
  private readonly byCustomer = new Map<string, Map<string, LaidEntry>>();
  private readonly byEffect = new Map<string, LaidEntry>();
  private unjudged = 0;
  private readonly erased = new Set<string>();

  /** Adds entries of one log in ascending order; known ones change nothing. Answers the customers they touch. */
  add(entries: readonly OwnEntry[]): readonly string[] {
    const touched = new Set<string>();
    for (const { entry, verdict } of entries) {
      const part = this.part(entry.logId);
      if (part.entries.has(entry.sequence)) continue;
      const laid = this.place(part, this.withoutErased(entry), verdict);
      const isLate = entry.sequence < part.lastSequence;
      part.entries.set(entry.sequence, laid);
      if (isLate) sortBySequence(part.entries);
      if (verdict === null) this.unjudged += 1;
      else if (verdict.kind === 'refused') this.drop(laid);
      this.index(laid);
      const customerId = customerOf(entry);
      if (customerId !== null) touched.add(customerId);
    }
    return [...touched];
  }

  /** Takes the master list's word for entries; answers the customers whose view may have changed. */
  judge(verdicts: readonly Verdict[]): readonly string[] {
    const touched = new Set<string>();
    for (const verdict of verdicts) {
      const part = this.logs.get(verdict.logId);
      const known = part?.entries.get(verdict.sequence);
      if (part === undefined || known === undefined) continue;
      if (known.verdict === null) this.unjudged -= 1;
      const judged = this.place(part, known.entry, verdict);
      part.entries.set(verdict.sequence, judged);
      if (verdict.kind === 'refused') this.drop(judged);
      else this.index(judged);
      const customerId = customerOf(known.entry);
      if (customerId !== null) touched.add(customerId);
      for (const id of this.raiseEstimates(part, judged)) touched.add(id);
    }
    return [...touched];
  }

  /**
   * Nothing personal of these customers is kept, shown or sent any more, also of entries that come later (DE-7). Answers
   * those whose view may have changed.
   */
  erase(customerIds: readonly string[]): readonly string[] {
    for (const id of customerIds) this.erased.add(id);
    const laidOver = customerIds.filter((id) => this.byCustomer.has(id));
    for (const part of this.logs.values()) {
      for (const [sequence, laid] of part.entries) {
        const entry = erasedEntry(laid.entry, this.erased);
        if (entry === null) continue;
        part.entries.set(sequence, { ...laid, entry });
        this.index({ ...laid, entry });
      }
    }
    return laidOver;
  }

  /** An entry as it may be kept: of those who were erased without its personal part. */
  withoutErased(entry: LogEntry): LogEntry {
    return erasedEntry(entry, this.erased) ?? entry;
  }

  /** Takes away an entry that no longer lies over anything. */
  settle(laid: LaidEntry): void {
    this.drop(laid);
  }

  /** Nothing is confirmed any more: every entry that lies over waits for a verdict again. */
  forgetVerdicts(): void {
    for (const part of this.logs.values()) {
      for (const [sequence, laid] of part.entries) {
        if (laid.verdict === null) continue;
        const forgotten = { ...laid, verdict: null };
        part.entries.set(sequence, forgotten);
        this.index(forgotten);
        this.unjudged += 1;
      }
    }
  }

  /** Takes away what was copied from a sealed log into the next one. */
  dropBeyond(logId: string, sequence: number): void {
    const part = this.logs.get(logId);
    if (part === undefined) return;
    for (const laid of [...part.entries.values()]) {
      if (laid.entry.sequence > sequence) this.drop(laid);
    }
    part.lastSequence = Math.min(part.lastSequence, sequence);
  }

  /** Own entries about one customer, in order. */
  ofCustomer(customerId: string): readonly LaidEntry[] {
    const found = this.byCustomer.get(customerId);
    return found === undefined ? [] : [...found.values()].sort(inOrder);
  }

  /** The own entry that gave an effect (a transaction's id, a customer's id), while it lies over. */
  ofEffect(effectId: string): LaidEntry | null {
    return this.byEffect.get(effectId) ?? null;
  }

  /** Customers with own entries lying over them. */
  customerIds(): Iterable<string> {
    return this.byCustomer.keys();
  }

  /** The first entries of one log that have no verdict yet, ascending and without a gap. */
  unsent(logId: string, limit: number): readonly LogEntry[] {
    const entries: LogEntry[] = [];
    const part = this.logs.get(logId);
    if (part === undefined) return entries;
    for (const [sequence, laid] of part.entries) {
      if (entries.length === 0 && laid.verdict !== null) continue;
      const previous = entries.at(-1);
      if (laid.verdict !== null || entries.length >= limit) break;
      if (previous !== undefined && previous.sequence + 1 !== sequence) break;
      entries.push(laid.entry);
    }
    return entries;
  }

  /** Entries with a verdict that may have become visible. */
  judgedEntries(): readonly LaidEntry[] {
    return [...this.logs.values()].flatMap((part) =>
      [...part.entries.values()].filter((laid) => laid.verdict !== null),
    );
  }

  /** Highest sequence of a log that was ever added; 0 for none. */
  lastSequence(logId: string): number {
    return this.logs.get(logId)?.lastSequence ?? 0;
  }

  /** Highest sequence of a log such that nothing at or below it lies over any more. */
  settledThrough(logId: string): number {
    const part = this.logs.get(logId);
    if (part === undefined) return 0;
    const [first] = part.entries.keys();
    return first === undefined ? part.lastSequence : first - 1;
  }

  logIds(): Iterable<string> {
    return this.logs.keys();
  }

  get unsentCount(): number {
    return this.unjudged;
  }

  /** Shown clock of the oldest entry without a verdict. */
  oldestUnsentAt(): number | null {
    if (this.unjudged === 0) return null;
    let oldest: number | null = null;
    for (const part of this.logs.values()) {
      for (const laid of part.entries.values()) {
        if (laid.verdict !== null) continue;
        oldest = Math.min(oldest ?? laid.entry.shownAt, laid.entry.shownAt);
        break;
      }
    }
    return oldest;
  }

  private part(logId: string): OwnLogPart {
    const known = this.logs.get(logId);
    if (known !== undefined) return known;
    const part: OwnLogPart = { entries: new Map(), lastSequence: 0, lastOrderInstant: null };
    this.logs.set(logId, part);
    return part;
  }

  private place(part: OwnLogPart, entry: LogEntry, verdict: Verdict | null): LaidEntry {
    const { shownAt, offsetMs } = entry;
    const isNewest = entry.sequence > part.lastSequence;
    const previousOrderInstant = isNewest ? part.lastOrderInstant : null;
    const known = part.entries.get(entry.sequence);
    const estimate = known?.orderInstant ?? orderInstantOf({ shownAt, offsetMs, previousOrderInstant }, Infinity);
    const orderInstant = verdict?.orderInstant ?? estimate;
    if (isNewest) {
      part.lastSequence = entry.sequence;
      part.lastOrderInstant = orderInstant;
    }
    return {
      entry,
      verdict,
      orderInstant,
      order: orderKey(orderInstant, entry.registerId, entry.logId, entry.sequence),
    };
  }

  /** What follows in the log is not before an entry whose place was just fixed further on than estimated (OX-3). */
  private raiseEstimates(part: OwnLogPart, { entry, orderInstant }: LaidEntry): readonly string[] {
    const touched: string[] = [];
    part.lastOrderInstant = Math.max(part.lastOrderInstant ?? 0, orderInstant);
    for (let sequence = entry.sequence + 1; sequence <= part.lastSequence; sequence += 1) {
      const laid = part.entries.get(sequence);
      if (laid === undefined) continue;
      if (laid.verdict !== null || laid.orderInstant >= orderInstant) break;
      const { registerId, logId } = laid.entry;
      const raised = { ...laid, orderInstant, order: orderKey(orderInstant, registerId, logId, sequence) };
      part.entries.set(sequence, raised);
      this.index(raised);
      const customerId = customerOf(laid.entry);
      if (customerId !== null) touched.push(customerId);
    }
    return touched;
  }

  private index(laid: LaidEntry): void {
    if (laid.verdict?.kind === 'refused') return;
    const { entry } = laid;
    this.byEffect.set(entry.effectId, laid);
    const customerId = customerOf(entry);
    if (customerId === null) return;
    const ofCustomer = this.byCustomer.get(customerId) ?? new Map<string, LaidEntry>();
    ofCustomer.set(`${entry.logId}/${entry.sequence}`, laid);
    this.byCustomer.set(customerId, ofCustomer);
  }

  private drop({ entry, verdict }: LaidEntry): void {
    const part = this.logs.get(entry.logId);
    if (part?.entries.delete(entry.sequence) === true && verdict === null) this.unjudged -= 1;
    const effect = this.byEffect.get(entry.effectId);
    if (effect?.entry.logId === entry.logId && effect.entry.sequence === entry.sequence) {
      this.byEffect.delete(entry.effectId);
    }
    const customerId = customerOf(entry);
    const ofCustomer = customerId === null ? undefined : this.byCustomer.get(customerId);
    if (customerId === null || ofCustomer === undefined) return;
    ofCustomer.delete(`${entry.logId}/${entry.sequence}`);
    if (ofCustomer.size === 0) this.byCustomer.delete(customerId);
  }
}

/** The customer an entry is about; null for entries about none. */
export function customerOf(entry: LogEntry): string | null {
  const { customerId } = entry.facts;
  return typeof customerId === 'string' ? customerId : null;
}

/** A damaged frame that was filled later comes behind its successors. */
function sortBySequence(entries: Map<number, LaidEntry>): void {
  const sorted = [...entries].sort(([one], [other]) => one - other);
  entries.clear();
  for (const [sequence, laid] of sorted) entries.set(sequence, laid);
}

function inOrder(a: LaidEntry, b: LaidEntry): number {
  return a.order < b.order ? -1 : a.order > b.order ? 1 : 0;
}
