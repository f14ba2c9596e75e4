import type { Result } from '../../kernel/result';
import type { Program } from './program';

/** One mistake in a program file. */
export interface ProgramFileMistake {
  readonly code:
    | 'not-a-list'
    | 'wrong-shape'
    | 'get-y-not-one'
    | 'reward-rule-unknown'
    | 'duplicate-id'
    | 'upc-invalid'
    | 'upc-twice-on-card'
    | 'upc-in-two-cards'
    | 'date-invalid'
    | 'ends-before-start'
    | 'x-history-wrong';
  /** Where in the file, as a JSON pointer: `/0/cards/2/items/17/upc`. */
  readonly path: string;
  /** One sentence for the person who wrote the file. */
  readonly message: string;
}

/** Checks the content of a program file: a list of programs with their cards, items and enrollments. All or nothing. */
export declare function checkProgramFile(
  json: unknown,
): Result<readonly Program[], { readonly mistakes: readonly ProgramFileMistake[] }>;
