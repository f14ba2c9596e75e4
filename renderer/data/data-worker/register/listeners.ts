/** Who wants to hear of something. */
export class Listeners<Value> {
  private readonly listeners = new Set<(value: Value) => void>();

  /** Returns how to stop listening. */
  add(listener: (value: Value) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  tell(value: Value): void {
    for (const listener of this.listeners) listener(value);
  }
}
