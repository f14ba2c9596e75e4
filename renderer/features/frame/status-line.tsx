import { UnstyledButton } from '@mantine/core';
import { IconCircleCheckFilled, IconCloudOff, IconRefresh } from '@tabler/icons-react';
import { useRegisterStatus } from '../../data/hooks';
import type { RegisterStatus } from '../../data/register-data';
import { ageWords, type ClockPlace } from '../../ui';
import { countWords } from './count-words';
import { fillingWords } from './filling-words';
import classes from './status-line.module.css';

/** One line, always: network in words with the age of the data, entries not yet at the server (OX-10). Never modal. */
export function StatusLine(props: { readonly place: ClockPlace; readonly onClick: () => void }) {
  // Asked for here and nowhere above: what changes many times a second draws this line again, not the screen.
  const status = useRegisterStatus();
  const network = status?.network ?? 'connecting';
  return (
    <UnstyledButton
      className={classes['line'] ?? ''}
      data-network={network}
      onClick={props.onClick}
      data-testid="status-line"
      title="Opens the sync page"
    >
      <span className={classes['network']} data-testid="network">
        <NetworkIcon network={network} />
        {status === undefined ? 'Starting' : networkWords(status, props.place)}
      </span>
      <span data-testid="unsent">{status === undefined ? '' : unsentWords(status.unsentEntries)}</span>
      {status?.filling != null && <span data-testid="filling">{fillingWords(status.filling)}</span>}
      {status?.notices[0] !== undefined && <span className={classes['notice']}>{status.notices[0].message}</span>}
      {status !== undefined && status.openWorkItems > 0 && (
        <span className={classes['end']}>
          {status.openWorkItems === 1
            ? '1 work item to settle'
            : `${countWords(status.openWorkItems)} work items to settle`}
        </span>
      )}
    </UnstyledButton>
  );
}

function NetworkIcon({ network }: { readonly network: RegisterStatus['network'] }) {
  if (network === 'online') return <IconCircleCheckFilled size={18} aria-hidden="true" />;
  if (network === 'offline') return <IconCloudOff size={18} aria-hidden="true" />;
  return <IconRefresh size={18} aria-hidden="true" />;
}

function networkWords({ network, dataAsOf }: RegisterStatus, place: ClockPlace): string {
  if (network === 'online') return 'Online';
  const age = dataAsOf === null ? 'no data yet' : `data as of ${ageWords(dataAsOf, Date.now(), place)}`;
  return network === 'offline' ? `Offline – ${age}` : `Connecting – ${age}`;
}

function unsentWords(count: number): string {
  if (count === 0) return 'Everything is at the server';
  return count === 1 ? '1 entry not yet at the server' : `${countWords(count)} entries not yet at the server`;
}
