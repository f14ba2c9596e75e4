/** How a command speaks: its answer on the output, everything else beside it. */
export interface Say {
  /** One line of the answer; scripts read it. */
  out(line: string): void;
  /** One line for the person. */
  note(line: string): void;
}

export const terminal: Say = {
  out: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
};
