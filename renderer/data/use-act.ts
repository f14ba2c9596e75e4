import { useCallback, useEffect, useRef, useState } from 'react';
import { refuse, type Result } from '../../core/kernel/result';
import type { DataRefusal } from './register-data';

/** Nothing turns before this has passed: most answers are there by then. */
const SLOW_AFTER_MS = 300;

/** One act at a time that may have to wait for the server's word. */
export interface Act {
  readonly isBusy: boolean;
  /** It takes so long that the person is told. */
  readonly isSlow: boolean;
  /** Why the last one came to nothing. */
  readonly refusal: DataRefusal | null;
  run<Value>(work: () => Promise<Result<Value, DataRefusal>>): Promise<Result<Value, DataRefusal>>;
}

const UNEXPECTED: DataRefusal = {
  kind: 'failed',
  code: 'act-broke-off',
  message: 'This broke off unexpectedly. Look whether it has happened before you try again.',
};

/** What a button that asks the data layer to do something shows while it waits and afterwards. */
export function useAct(): Act {
  const [state, setState] = useState<'idle' | 'busy' | 'slow'>('idle');
  const [refusal, setRefusal] = useState<DataRefusal | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const run = useCallback(async <Value>(work: () => Promise<Result<Value, DataRefusal>>) => {
    setRefusal(null);
    setState('busy');
    timer.current = setTimeout(() => setState('slow'), SLOW_AFTER_MS);
    const reply = await work().catch((): Result<Value, DataRefusal> => refuse(UNEXPECTED));
    clearTimeout(timer.current);
    setState('idle');
    if (!reply.ok) setRefusal(reply.refusal);
    return reply;
  }, []);
  return { isBusy: state !== 'idle', isSlow: state === 'slow', refusal, run };
}
