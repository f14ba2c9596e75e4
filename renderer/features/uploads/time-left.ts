import type { ExportProgress } from '../../data/register-data';

/** Before this nobody can say how long it takes, and what is nearly over needs no saying. */
const KNOWN_AFTER_MS = 2000;
const KNOWN_AFTER_SHARE = 0.05;
const STEP_S = 5;

/** How long something goes on at the pace so far: `about 40 seconds left`; '' while that is not known. */
export function timeLeftWords({ done, total }: ExportProgress, tookMs: number): string {
  const share = done / Math.max(1, total);
  if (tookMs < KNOWN_AFTER_MS || share < KNOWN_AFTER_SHARE || share >= 1) return '';
  const seconds = (tookMs / share - tookMs) / 1000;
  if (seconds >= 90) return `about ${String(Math.round(seconds / 60))} minutes left`;
  return `about ${String(Math.max(STEP_S, Math.ceil(seconds / STEP_S) * STEP_S))} seconds left`;
}
