/** Tells listeners of a change, in the order in which they came. */
export class Signal<Value> {
  readonly #listeners = new Set<(value: Value) => void>();

  /** Returns how to stop listening. */
  listen(listener: (value: Value) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  tell(value: Value): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
