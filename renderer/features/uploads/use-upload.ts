import { useEffect, useState } from 'react';
import { create } from 'zustand';
import type { ColumnMapping } from '../../../core/domain/imports/import-field';
import { refuse, type Result } from '../../../core/kernel/result';
import type { ImportsReply, ImportState } from '../../../core/sync/import';
import { useRegisterData } from '../../data/hooks';
import type { DataRefusal, ExportProgress, RegisterData, UploadCheck, UploadedList } from '../../data/register-data';

/** A list that is open, with what the person has made of its columns. */
export interface OpenList {
  readonly list: UploadedList;
  readonly fileName: string;
  readonly mapping: ColumnMapping;
}

/** Something long that is under way. */
export interface WorkingStep {
  readonly kind: 'working';
  readonly what: 'reading' | 'checking' | 'importing';
  readonly progress: ExportProgress | null;
  /** How long it has taken until the last progress, in milliseconds. */
  readonly tookMs: number;
  /** **Cancel** was pressed: nothing is left of it when it ends. */
  readonly isCalledOff: boolean;
}

/** Where an upload stands. */
export type UploadStep =
  | { readonly kind: 'choose' }
  | WorkingStep
  | { readonly kind: 'columns'; readonly open: OpenList }
  | { readonly kind: 'checked'; readonly open: OpenList; readonly check: UploadCheck }
  | { readonly kind: 'done'; readonly result: ImportState };

interface UploadState {
  readonly step: UploadStep;
  readonly refusal: DataRefusal | null;
  /** Null until one is chosen: then it is the register's own. */
  readonly locationId: string | null;
  /** The lost list that this one is; null for another list, undefined while nobody said. */
  readonly chosen: string | null | undefined;
}

const NOTHING: UploadState = { step: { kind: 'choose' }, refusal: null, locationId: null, chosen: undefined };

/** The one upload there is. It goes on while somebody is served in between, so it outlives its screen. */
const useUploadState = create<UploadState>(() => NOTHING);
let cancel = new AbortController();

const UNEXPECTED: DataRefusal = {
  kind: 'failed',
  code: 'act-broke-off',
  message: 'This broke off unexpectedly. Look whether it has happened before you try again.',
};

type LongAct<Value> = (
  progress: (done: ExportProgress) => void,
  signal: AbortSignal,
) => Promise<Result<Value | null, DataRefusal>>;

/** Does something long, and goes on from what it answered; back to where it was when it was refused or called off. */
async function work<Value>(
  what: WorkingStep['what'],
  act: LongAct<Value>,
  next: (value: Value) => UploadStep,
): Promise<void> {
  const before = useUploadState.getState().step;
  if (before.kind === 'working') return;
  cancel = new AbortController();
  const begunAt = performance.now();
  const step: WorkingStep = { kind: 'working', what, progress: null, tookMs: 0, isCalledOff: false };
  useUploadState.setState({ step, refusal: null });
  const told = (progress: ExportProgress) =>
    useUploadState.setState(({ step: now }) =>
      now.kind === 'working' ? { step: { ...now, progress, tookMs: performance.now() - begunAt } } : {},
    );
  const reply = await act(told, cancel.signal).catch((): Result<Value | null, DataRefusal> => refuse(UNEXPECTED));
  if (!reply.ok && reply.refusal.code !== 'called-off') useUploadState.setState({ refusal: reply.refusal });
  useUploadState.setState({ step: reply.ok && reply.value !== null ? next(reply.value) : before });
}

/** One upload from the choice of a file to its result; what cannot be done is told by `refusal`. */
export function useUpload(ownLocationId: string) {
  const data = useRegisterData();
  const state = useUploadState();
  const { step, refusal } = state;
  const locationId = state.locationId ?? ownLocationId;
  const [status, setStatus] = useState<Result<ImportsReply, DataRefusal> | null>(null);
  const lost = status?.ok === true ? status.value.lost : [];
  const { chosen } = state;
  // Whoever uploads while a list is missed brings that list.
  const isChosen = chosen === null || lost.some(({ importId }) => importId === chosen);
  const again = chosen !== undefined && isChosen ? chosen : (lost[0]?.importId ?? null);

  const look = () => void data.uploadStatus().then(setStatus);
  // An import that ended while nobody looked has changed what may be uploaded and undone.
  useEffect(look, [data, step.kind]);
  useEffect(() => leaveWhatIsDone, []);

  const setStep = (to: UploadStep) => useUploadState.setState({ step: to });
  const setRefusal = (to: DataRefusal | null) => useUploadState.setState({ refusal: to });
  return {
    ...{ step, refusal, status, locationId, lost, again },
    chooseLocation: (id: string) => useUploadState.setState({ locationId: id }),
    /** Which of the lists that a restore has lost this one is; null for another list. */
    chooseAgain: (importId: string | null) => useUploadState.setState({ chosen: importId }),
    read: (file: File) =>
      work(
        'reading',
        (progress, signal) => data.readUpload(file, file.name, progress, signal),
        (list) => ({ kind: 'columns', open: { list, fileName: file.name, mapping: list.mapping } }),
      ),
    changeMapping: (open: OpenList, mapping: ColumnMapping) => setStep({ kind: 'columns', open: { ...open, mapping } }),
    check: (open: OpenList) =>
      work(
        'checking',
        (progress, signal) => data.checkUpload({ mapping: open.mapping, locationId, again }, progress, signal),
        (check) => ({ kind: 'checked', open, check }),
      ),
    backToColumns: (open: OpenList) => setStep({ kind: 'columns', open }),
    import: () =>
      work(
        'importing',
        (progress, signal) => data.importUpload(progress, signal),
        (result) => ({ kind: 'done', result }),
      ),
    undo: async (importId: string) => {
      setRefusal(null);
      const reply = await data.undoUpload(importId);
      if (reply.ok) setStep({ kind: 'choose' });
      else setRefusal(reply.refusal);
      look();
    },
    allowAnother: async () => {
      const reply = await data.changeSettings({ features: { additional_uploads: true } });
      setRefusal(reply.ok ? null : reply.refusal);
      look();
    },
    save: async (act: () => ReturnType<RegisterData['saveUploadTemplate']>) => {
      setRefusal(null);
      const reply = await act();
      if (!reply.ok) setRefusal(reply.refusal);
    },
    startAgain: () => useUploadState.setState(NOTHING),
    callOff: () => {
      cancel.abort();
      useUploadState.setState(({ step: now }) =>
        now.kind === 'working' ? { step: { ...now, isCalledOff: true } } : {},
      );
    },
  };
}

/** What is done, or was only told, is not come back to; a list somebody is at, and one that is imported, are. */
function leaveWhatIsDone(): void {
  const { kind } = useUploadState.getState().step;
  if (kind === 'done' || kind === 'choose') useUploadState.setState(NOTHING);
}

export type Upload = ReturnType<typeof useUpload>;
