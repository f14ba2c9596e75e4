import { useEffect, useRef, useState } from 'react';
import type { ColumnMapping } from '../../../core/domain/imports/import-field';
import type { Result } from '../../../core/kernel/result';
import type { ImportsReply, ImportState } from '../../../core/sync/import';
import { useRegisterData } from '../../data/hooks';
import type { DataRefusal, ExportProgress, UploadCheck, UploadedList } from '../../data/register-data';

/** A list that is open, with what the person has made of its columns. */
export interface OpenList {
  readonly list: UploadedList;
  readonly fileName: string;
  readonly mapping: ColumnMapping;
}

/** Where an upload stands. */
export type UploadStep =
  | { readonly kind: 'choose' }
  | {
      readonly kind: 'working';
      readonly what: 'reading' | 'checking' | 'importing';
      readonly progress: ExportProgress | null;
    }
  | { readonly kind: 'columns'; readonly open: OpenList }
  | { readonly kind: 'checked'; readonly open: OpenList; readonly check: UploadCheck }
  | { readonly kind: 'done'; readonly result: ImportState };

/** One upload from the choice of a file to its result; what cannot be done is told by `refusal`. */
export function useUpload(locationId: string) {
  const data = useRegisterData();
  const [step, setStep] = useState<UploadStep>({ kind: 'choose' });
  const [refusal, setRefusal] = useState<DataRefusal | null>(null);
  const [status, setStatus] = useState<Result<ImportsReply, DataRefusal> | null>(null);
  const [chosen, setChosen] = useState<string | null | undefined>(undefined);
  const lost = status?.ok === true ? status.value.lost : [];
  // Whoever uploads while a list is missed brings that list.
  const isChosen = chosen === null || lost.some(({ importId }) => importId === chosen);
  const again = chosen !== undefined && isChosen ? chosen : (lost[0]?.importId ?? null);
  const cancel = useRef(new AbortController());

  const look = () => void data.uploadStatus().then(setStatus);
  useEffect(look, [data]);
  useEffect(() => () => cancel.current.abort(), []);

  /** Does something long, and goes on from what it answered; back to where it was when it was refused or called off. */
  async function work<Value>(
    what: 'reading' | 'checking' | 'importing',
    act: (progress: (done: ExportProgress) => void, signal: AbortSignal) => Promise<Result<Value | null, DataRefusal>>,
    next: (value: Value) => UploadStep,
  ): Promise<void> {
    const before = step;
    cancel.current = new AbortController();
    setRefusal(null);
    setStep({ kind: 'working', what, progress: null });
    const { signal } = cancel.current;
    const reply = await act((progress) => setStep({ kind: 'working', what, progress }), signal);
    if (!reply.ok && reply.refusal.code !== 'called-off') setRefusal(reply.refusal);
    setStep(reply.ok && reply.value !== null ? next(reply.value) : before);
  }

  return {
    step,
    refusal,
    status,
    /** Lists that a restore has lost, and which of them this one is; null for another list. */
    lost,
    again,
    chooseAgain: setChosen,
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
      ).then(look),
    undo: async (importId: string) => {
      setRefusal(null);
      const reply = await data.undoUpload(importId);
      if (reply.ok) setStep({ kind: 'choose' });
      else setRefusal(reply.refusal);
      look();
    },
    save: async (act: () => Promise<Result<unknown, DataRefusal>>) => {
      setRefusal(null);
      const reply = await act();
      if (!reply.ok) setRefusal(reply.refusal);
    },
    startAgain: () => {
      setRefusal(null);
      setStep({ kind: 'choose' });
      look();
    },
    callOff: () => cancel.current.abort(),
  };
}

export type Upload = ReturnType<typeof useUpload>;
