import { contentOf, GENESIS_HASH, placeEntry, type LogEntry } from '../../../core/log/entry';

/** A chain of `count` audit entries of log `log-1`; `target` tells one chain from another, `stated` says otherwise. */
export function ownEntries(
  count: number,
  target = 'x',
  stated: readonly Partial<Pick<LogEntry, 'kind' | 'facts' | 'personal'>>[] = [],
): readonly LogEntry[] {
  const entries: LogEntry[] = [];
  for (let sequence = 1; sequence <= count; sequence++) {
    const previousHash = entries.at(-1)?.hash ?? GENESIS_HASH;
    const content = contentOf({
      ...{ protocol: 1, effectId: `${target}-${sequence}`, kind: 'audit-recorded', userId: 'cashier-1' },
      ...{ overrideBy: null, locationId: 'midtown', shownAt: 1000 + sequence, offsetMs: 0, ruleVersions: {} },
      ...{ facts: { action: 'tested', target, detail: {} }, factsSalt: '00'.repeat(8) },
      ...{ personal: null, personalSalt: '00'.repeat(8) },
      ...stated[sequence - 1],
    });
    entries.push(placeEntry({ registerId: 'register-1', logId: 'log-1', sequence, previousHash }, content));
  }
  return entries;
}
