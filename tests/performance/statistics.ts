/** The value below which that share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new Error('nothing was measured');
  const sorted = samples.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);
export const p95 = (samples: readonly number[]): number => percentile(samples, 0.95);

/** `p50 3.1, p95 8.2 ms` */
export function spread(samples: readonly number[]): string {
  return `p50 ${median(samples).toFixed(1)}, p95 ${p95(samples).toFixed(1)} ms`;
}
