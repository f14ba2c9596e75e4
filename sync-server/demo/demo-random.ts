import { createHash } from 'node:crypto';
import { Faker, type Randomizer } from '@faker-js/faker';
import { faker as arabic } from '@faker-js/faker/locale/ar';
import { faker as german } from '@faker-js/faker/locale/de';
import { faker as american } from '@faker-js/faker/locale/en_US';
import { faker as mexican } from '@faker-js/faker/locale/es_MX';
import { faker as french } from '@faker-js/faker/locale/fr';
import { faker as polish } from '@faker-js/faker/locale/pl';

/** Languages the demo's customers have their names from, with how many of a hundred. */
const LANGUAGES = [
  [american, 79],
  [mexican, 9],
  [french, 3],
  [german, 3],
  [polish, 3],
  [arabic, 3],
] as const;

/** Everything the demo leaves to chance, from one seed: the same seed gives the same shop. */
export class DemoRandom {
  readonly #seed: number;
  readonly #random: Randomizer;
  readonly #languages: readonly { readonly faker: Faker; readonly weight: number }[];
  /** American words and addresses. */
  readonly faker: Faker;
  #ids = 0;

  constructor(seed: number) {
    this.#seed = seed;
    const generator = mulberry32(seed);
    this.#random = { next: generator, seed: () => undefined };
    this.#languages = LANGUAGES.map(([language, weight]) => ({
      faker: new Faker({ locale: [language.rawDefinitions, american.rawDefinitions], randomizer: this.#random }),
      weight,
    }));
    this.faker = this.#languages[0]?.faker ?? american;
  }

  /** A number from 0 up to, not including, 1. */
  next(): number {
    return this.#random.next();
  }

  /** True in `share` of all cases. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  /** A whole number between both, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick<Value>(values: readonly [Value, ...Value[]] | readonly Value[]): Value {
    const value = values[Math.floor(this.next() * values.length)];
    if (value === undefined) throw new Error('There is nothing to pick from.');
    return value;
  }

  /** One of the values, each as often as its weight says. */
  weighted<Value>(weights: readonly (readonly [Value, number])[]): Value {
    let left = this.next() * weights.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of weights) {
      left -= weight;
      if (left < 0) return value;
    }
    return this.pick(weights)[0];
  }

  /** Names of a language, as often as the shop's town speaks it. */
  language(): Faker {
    return this.weighted(this.#languages.map(({ faker, weight }) => [faker, weight] as const));
  }

  /** A new id in the form of a UUID, never the same twice for one seed. */
  newId(): string {
    const hex = this.newSalt();
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /** Sixteen bytes as hex. */
  newSalt(): string {
    this.#ids += 1;
    return createHash('sha256')
      .update(`demo ${String(this.#seed)} ${String(this.#ids)}`)
      .digest('hex')
      .slice(0, 32);
  }
}

/** A small generator with 32 bits of state: good enough for a shop, and the same on every machine. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
