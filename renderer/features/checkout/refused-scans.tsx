import { Button } from '@mantine/core';
import { useCallback, useState } from 'react';
import { KeyCap, Message, useHotkey } from '../../ui';

/** A code that was not added, and why. */
export interface RefusedScan {
  readonly code: string;
  readonly refusal: { readonly code: string; readonly message: string };
}

/** A code that came while a question was open, which is answered first. */
export function scannedTooEarly(code: string): RefusedScan {
  const message = `${code} was scanned while a question was open. Scan it again.`;
  return { code, refusal: { code: 'question-open', message } };
}

/** Scans that were refused and that nobody has said to have seen. */
export function useRefusedScans() {
  const [scans, setScans] = useState<readonly RefusedScan[]>([]);
  const add = useCallback((scan: RefusedScan) => setScans((before) => [...before, scan]), []);
  const clear = useCallback(() => setScans([]), []);
  return { scans, add, clear };
}

/** The newest refused scan; it stays while others are scanned, until somebody says that it was seen (PU-12). */
export function RefusedScanList(props: { readonly scans: readonly RefusedScan[]; readonly onSeen: () => void }) {
  const { scans, onSeen } = props;
  const newest = scans.at(-1);
  useHotkey('Escape', onSeen, newest !== undefined);
  if (newest === undefined) return null;
  const earlier = [...new Set(scans.slice(0, -1).map(({ code }) => code))];
  return (
    <Message
      tone="refused"
      code={newest.refusal.code}
      action={
        <Button variant="default" onClick={onSeen} rightSection={<KeyCap name="Esc" />}>
          Seen
        </Button>
      }
    >
      <strong>Not added:</strong> {newest.refusal.message}
      {earlier.length > 0 && ` Not added before that: ${earlier.slice(-5).join(', ')}.`}
    </Message>
  );
}
