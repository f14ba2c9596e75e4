import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useRegisterContext, useRegisterData, useRegisterStatus } from '../../data/hooks';
import type { SyncReport } from '../../data/register-data';
import { ageWords, Message, Screen } from '../../ui';
import { countWords } from '../frame';
import classes from './sync-screen.module.css';
import { collectionWords } from './words';

const REFRESH_MS = 2000;

/** Everything an owner may ask: is anything missing, how old is it, what waits? */
export function SyncScreen({ onBack }: { readonly onBack: () => void }) {
  const data = useRegisterData();
  const status = useRegisterStatus();
  const location = useRegisterContext()?.location;
  const [report, setReport] = useState<SyncReport | null>(null);
  useEffect(() => {
    let wanted = true;
    const load = () =>
      void data.syncReport().then((found) => {
        if (wanted) setReport(found);
      });
    load();
    const again = setInterval(load, REFRESH_MS);
    return () => {
      wanted = false;
      clearInterval(again);
    };
  }, [data]);
  if (status === undefined || location === undefined) return null;
  const age = (instant: number) => ageWords(instant, Date.now(), location);
  const offline = status.network !== 'online';
  return (
    <Screen
      title="Sync"
      subtitle="What this register keeps, and what the server has of it."
      isOnlyRead
      actions={
        <Button variant="default" leftSection={<IconArrowLeft size={20} aria-hidden="true" />} onClick={onBack}>
          Back
        </Button>
      }
    >
      <div className={classes['stack']}>
        <Message tone={offline ? 'offline' : 'done'}>
          {offline
            ? 'No connection to the server. Selling goes on as usual; nothing has to be clicked when it is back.'
            : 'Connected to the server.'}
        </Message>
        <div className={classes['numbers']}>
          <Figure label="Entries not yet at the server" value={countWords(status.unsentEntries)}>
            {status.oldestUnsentAt === null ? 'nothing waits' : `oldest from ${age(status.oldestUnsentAt)}`}
          </Figure>
          <Figure label="Customers stored here" value={countWords(status.customerCount)}>
            {status.dataAsOf === null ? 'not complete yet' : `complete as of ${age(status.dataAsOf)}`}
          </Figure>
          <Figure label="Compared with the server" value={comparisonWords(report)}>
            {report?.lastComparedAt == null || report.lastComparison === 'never'
              ? 'happens by itself, once a day'
              : age(report.lastComparedAt)}
          </Figure>
          <Figure label="Work items to settle" value={countWords(status.openWorkItems)}>
            {status.openWorkItems === 0 ? 'none' : 'for an Administrator'}
          </Figure>
        </div>
        {status.notices.map((notice) => (
          <Message key={`${notice.code}${notice.at}`} tone="notice" code={notice.code}>
            {notice.message}
          </Message>
        ))}
        {report !== null && (
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">Kept on this register</th>
                <th scope="col">Stored here</th>
                <th scope="col">Against the server</th>
              </tr>
            </thead>
            <tbody>
              {report.collections.map((row) => (
                <tr key={row.name}>
                  <td>{collectionWords[row.name] ?? row.name}</td>
                  <td>{countWords(row.count)}</td>
                  <td>{offline ? 'known when the network is back' : behindWords(row.headsBehind)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {report !== null && (
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">Register log</th>
                <th scope="col">Entries written here</th>
                <th scope="col">At the server</th>
              </tr>
            </thead>
            <tbody>
              {report.logs.map((log) => (
                <tr key={log.logId}>
                  <td>{log.logId.slice(0, 8)}</td>
                  <td>{countWords(log.entries)}</td>
                  <td>{countWords(log.acknowledgedThrough)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Screen>
  );
}

function behindWords(changes: number): string {
  if (changes === 0) return 'up to date';
  return `${countWords(changes)} ${changes === 1 ? 'change' : 'changes'} behind`;
}

function comparisonWords(report: SyncReport | null): string {
  if (report === null || report.lastComparison === 'never') return 'Not yet';
  return report.lastComparison === 'equal' ? 'The same' : 'Differed, fetched again';
}

function Figure(props: { readonly label: string; readonly value: string; readonly children: string }) {
  return (
    <div className={classes['figure']}>
      <span className={classes['label']}>{props.label}</span>
      <strong className={classes['value']}>{props.value}</strong>
      <span className={classes['label']}>{props.children}</span>
    </div>
  );
}
