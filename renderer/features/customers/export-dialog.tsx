import { Button, Modal, Progress, SegmentedControl } from '@mantine/core';
import { useRef, useState } from 'react';
import { useRegisterContext, useRegisterData, useStatusPart } from '../../data/hooks';
import type { CustomerListQuery, DataRefusal, ExportProgress } from '../../data/register-data';
import { ageWords, countOf, Message } from '../../ui';
import classes from './customers.module.css';

export interface ExportDialogProps {
  readonly what: 'customers' | 'pets';
  readonly query: CustomerListQuery;
  readonly rows: number;
  readonly onClose: () => void;
}

type Step =
  | { readonly kind: 'ask' }
  | { readonly kind: 'running'; readonly progress: ExportProgress | null }
  | { readonly kind: 'done'; readonly fileName: string; readonly rows: number };

/** **Export** and **Export Pets**: warns, asks for the file, shows progress, can be cancelled (CL-8, CL-14). */
export function ExportDialog({ what, query, rows, onClose }: ExportDialogProps) {
  const data = useRegisterData();
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  const [step, setStep] = useState<Step>({ kind: 'ask' });
  const [refusal, setRefusal] = useState<DataRefusal | null>(null);
  const cancel = useRef(new AbortController());

  const run = async () => {
    setRefusal(null);
    cancel.current = new AbortController();
    setStep({ kind: 'running', progress: null });
    const reply = await data.exportCustomers(
      { what, format, query },
      (progress) => setStep({ kind: 'running', progress }),
      cancel.current.signal,
    );
    if (!reply.ok) setRefusal(reply.refusal);
    if (reply.ok && reply.value !== null) setStep({ kind: 'done', ...reply.value });
    else setStep({ kind: 'ask' });
  };
  const close = () => {
    cancel.current.abort();
    onClose();
  };

  const title = what === 'customers' ? 'Export' : 'Export Pets';
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={classes['stack']}>
        {refusal !== null && (
          <Message tone="refused" code={refusal.code}>
            {refusal.message}
          </Message>
        )}
        {step.kind === 'ask' && (
          <>
            <Message tone="notice">
              The file holds personal data of{' '}
              {what === 'customers' ? countOf(rows, 'customer') : 'these customers and their pets'}. Keep it where only
              you can open it.
            </Message>
            <SegmentedControl
              aria-label="File format"
              value={format}
              onChange={(value) => setFormat(value === 'csv' ? 'csv' : 'xlsx')}
              data={[
                { value: 'xlsx', label: 'Excel (XLSX)' },
                { value: 'csv', label: 'Text (CSV)' },
              ]}
            />
            <p className={classes['soft']}>
              Exactly the rows of the current filter, from what this register stores
              <StoredAge />.
            </p>
            <div className={classes['buttons']}>
              <Button variant="default" onClick={close}>
                Cancel
              </Button>
              <Button data-autofocus onClick={() => void run()}>
                Choose a file name…
              </Button>
            </div>
          </>
        )}
        {step.kind === 'running' && (
          <>
            <p className={classes['soft']} role="status">
              {step.progress === null
                ? 'Waiting for the file name…'
                : `${step.progress.done.toLocaleString()} of ${step.progress.total.toLocaleString()} rows`}
            </p>
            <Progress
              size="xl"
              aria-label="Rows written"
              value={step.progress === null ? 0 : (100 * step.progress.done) / Math.max(1, step.progress.total)}
            />
            <div className={classes['buttons']}>
              <Button variant="default" onClick={() => cancel.current.abort()}>
                Cancel
              </Button>
            </div>
          </>
        )}
        {step.kind === 'done' && (
          <>
            <Message tone="done">
              {countOf(step.rows, 'row')} written to <bdi>{step.fileName}</bdi>
            </Message>
            <div className={classes['buttons']}>
              <Button data-autofocus onClick={onClose}>
                Close
              </Button>
            </div>
          </>
        )}
      </div>
    </Modal>
  );
}

/** Offline, how old what is exported is (5.2). */
function StoredAge() {
  const location = useRegisterContext()?.location;
  const isOnline = useStatusPart(({ network }) => network === 'online') ?? true;
  const dataAsOf = useStatusPart<number>((status) => status.dataAsOf ?? 0) ?? 0;
  if (isOnline || dataAsOf === 0 || location === undefined) return null;
  return <> as of {ageWords(dataAsOf, Date.now(), location)}</>;
}
