/** Long work in small steps: whoever drives it may answer the screen between two of them. */
export type Job<Answer> = Generator<void, Answer, void>;

/** Rows or comparisons done between two pauses of a job; well under a millisecond. */
export const STEP = 512;

/** Does all the work at once, for tests and for small jobs. */
export function finish<Answer>(job: Job<Answer>): Answer {
  for (;;) {
    const step = job.next();
    if (step.done === true) return step.value;
  }
}
