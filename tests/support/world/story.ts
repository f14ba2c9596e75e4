/** What happened in a world, told for the person who has to find out why it went wrong. */
export class Story {
  readonly #lines: string[] = [];

  constructor(
    private readonly now: () => number,
    private readonly onLine: (line: string) => void = () => undefined,
  ) {}

  tell(line: string): void {
    const told = `${(this.now() / 1000).toFixed(3).padStart(10)}  ${line}`;
    this.#lines.push(told);
    this.onLine(told);
  }

  last(count: number): readonly string[] {
    return this.#lines.slice(-count);
  }

  /** All of it, for comparing two tellings. */
  get text(): string {
    return this.#lines.join('\n');
  }
}
