import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useRegisterData } from '../../data/hooks';
import { useAct } from '../../data/use-act';
import { Message } from '../../ui';
import { AccountActMessage } from './account-act-message';
import classes from './accounts.module.css';
import { useListState } from './list-state';

/** What was just deleted, with **Undo**; or erased, for good. Stays until the list is left or it is closed. */
export function GoneMessage() {
  const data = useRegisterData();
  const { gone, tell } = useListState();
  const act = useAct();
  useEffect(() => () => tell(null), [tell]);
  if (gone === null) return null;

  const restore = async () => {
    const done = await act.run(() => data.restoreCustomer(gone.customerId));
    if (done.ok) tell(null);
  };
  return (
    <div className={classes['stack']} style={{ gap: 8, paddingBottom: 12 }}>
      <Message
        tone="done"
        action={
          <span className={classes['restore']}>
            {gone.how === 'deleted' && (
              <Button variant="default" loading={act.isSlow} disabled={act.isBusy} onClick={() => void restore()}>
                Undo
              </Button>
            )}
            <Button variant="default" onClick={() => tell(null)}>
              Close
            </Button>
          </span>
        }
      >
        {gone.how === 'deleted' ? (
          <>
            The account of <bdi>{gone.name}</bdi> was deleted.
          </>
        ) : (
          <>The personal data was erased.</>
        )}
      </Message>
      <AccountActMessage act={act} />
    </div>
  );
}
