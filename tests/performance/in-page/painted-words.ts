import { spread } from '../statistics';
import type { Painted } from './paint-watch';

/** Where the time between key and paint went. */
export function paintedWords(times: readonly Painted[]): string {
  const of = (which: 'changedMs' | 'paintedMs' | 'nextFrameMs') => spread(times.map((one) => one[which]));
  return `in the page ${of('changedMs')}; painted ${of('paintedMs')}; next frame begun ${of('nextFrameMs')}`;
}

export const paintedMs = (times: readonly Painted[]): readonly number[] => times.map((one) => one.paintedMs);
