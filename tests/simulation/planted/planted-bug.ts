import type { Invariant } from '../../support/world/invariants';
import type { WorldChanges } from '../../support/world/world';

/** A bug of a kind that is known from systems like this one, planted into the simulation alone. */
export interface PlantedBug {
  readonly name: string;
  /** What is wrong, in words. */
  readonly what: string;
  /** A seed that finds it; others are tried when the world has changed since. */
  readonly foundBy: number;
  /** The invariant that breaks there. */
  readonly breaks: Invariant;
  /** Parts of the world that are wrapped. Made anew for every seed. */
  readonly changes?: () => WorldChanges;
  /** Methods of the product that are wrapped while it is planted; the answer takes them out again. */
  readonly plant?: () => () => void;
}

/** Puts `make(original)` in place of a method of a class; the answer puts the original back. */
export function replaced(
  prototype: object,
  name: string,
  make: (original: (...given: never[]) => unknown) => (this: never, ...given: never[]) => unknown,
): () => void {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  const original: unknown = descriptor?.value;
  if (descriptor === undefined || typeof original !== 'function') throw new Error(`There is no ${name} any more.`);
  Object.defineProperty(prototype, name, { ...descriptor, value: make(original as (...given: never[]) => unknown) });
  return () => void Object.defineProperty(prototype, name, descriptor);
}
