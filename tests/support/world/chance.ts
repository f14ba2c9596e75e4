import { seededRandom } from '../seeded';

/** Everything a world leaves to chance, from its seed. */
export class Chance {
  readonly next: () => number;

  constructor(private readonly seed: number) {
    this.next = seededRandom(seed);
  }

  /** A source of its own: what is drawn from it changes nothing here. */
  fork(name: string): Chance {
    let mixed = this.seed ^ 0x811c9dc5;
    for (const char of name) mixed = Math.imul(mixed ^ char.charCodeAt(0), 0x01000193);
    return new Chance(mixed >>> 0);
  }

  /** True `probability` of the time. */
  is(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  pick<Value>(values: readonly Value[]): Value {
    const value = values[Math.floor(this.next() * values.length)];
    if (value === undefined) throw new Error('Nothing to choose from.');
    return value;
  }

  /** One of `weighted`, in proportion to the weights. */
  weighed<Value>(weighted: readonly (readonly [number, Value])[]): Value {
    let left = this.next() * weighted.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, value] of weighted) {
      left -= weight;
      if (left < 0) return value;
    }
    return this.pick(weighted.map(([, value]) => value));
  }

  shuffled<Value>(values: readonly Value[]): Value[] {
    const mixed = [...values];
    for (let end = mixed.length - 1; end > 0; end -= 1) {
      const other = this.whole(0, end);
      const [a, b] = [mixed[end], mixed[other]];
      if (a === undefined || b === undefined) continue;
      mixed[end] = b;
      mixed[other] = a;
    }
    return mixed;
  }

  /** Milliseconds around `typical`, now and then much more. */
  duration(typical: number): number {
    return Math.ceil(typical * 0.2 + -Math.log(1 - this.next() * 0.9999) * typical * 0.8);
  }
}
