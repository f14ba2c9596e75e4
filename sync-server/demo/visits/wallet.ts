import type { ProgramCard } from '../../../core/domain/programs/program';
import type { PunchRef } from '../../../core/domain/transactions/transaction';
import type { CalendarDate } from '../../../core/kernel/amounts';
import { addMonths } from '../../../core/kernel/calendar';

/** A punch in a demo customer's pocket. */
export interface HeldPunch {
  readonly ref: PunchRef;
  readonly date: CalendarDate;
  readonly valueCents: number;
}

interface Held {
  open: HeldPunch[];
  readonly completed: (readonly HeldPunch[])[];
}

/** The cards of one demo customer, so that only rewards are taken that are due. */
export class Wallet {
  readonly #held = new Map<string, Held>();

  /** Takes a punch; the one that makes X completes the card (CA-6). Punches out of the window count no longer (CA-9). */
  punch(card: ProgramCard, windowMonths: number | null, punch: HeldPunch): void {
    const held = this.#of(card.id);
    const from = windowMonths === null ? '' : addMonths(punch.date, -windowMonths);
    held.open = [...held.open.filter(({ date }) => date >= from), punch];
    if (held.open.length < card.buyX) return;
    held.completed.push(held.open);
    held.open = [];
  }

  /** Program cards with a reward that is due. */
  due(): readonly string[] {
    return [...this.#held].filter(([, { completed }]) => completed.length > 0).map(([id]) => id);
  }

  /** Takes the oldest reward of a program card: the punches it is made of. */
  redeem(programCardId: string): readonly HeldPunch[] {
    return this.#of(programCardId).completed.shift() ?? [];
  }

  #of(programCardId: string): Held {
    const held = this.#held.get(programCardId) ?? { open: [], completed: [] };
    this.#held.set(programCardId, held);
    return held;
  }
}
