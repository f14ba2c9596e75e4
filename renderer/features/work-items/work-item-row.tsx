import { Badge, Button } from '@mantine/core';
import { attachableCards } from '../../../core/domain/cards/attachable-cards';
import { resolutionsOf, type Resolution, type WorkItem } from '../../../core/domain/work-items/work-item';
import { useCustomer } from '../../data/hooks';
import type { RegisterContext } from '../../data/register-data';
import { ageWords } from '../../ui';
import { useItemNames } from './item-names';
import { settledSentence } from './settled-sentence';
import { actionHints, actionWords, itemSentence, kindWords, pairHints } from './work-item-words';
import classes from './work-items.module.css';

export interface WorkItemRowProps {
  readonly item: WorkItem;
  readonly context: RegisterContext;
  readonly isOffline: boolean;
  readonly isBusy: boolean;
  readonly onSettle: (resolution: Resolution) => void;
  readonly onCombine: ((customerIds: readonly string[]) => void) | undefined;
  readonly onUpload: () => void;
  readonly onOpenCustomer: (customerId: string) => void;
}

/** One work item: what happened, where and when, and what settles it. */
export function WorkItemRow(props: WorkItemRowProps) {
  const { item, context, isOffline, isBusy, onSettle, onCombine, onUpload, onOpenCustomer } = props;
  const names = useItemNames(item, context);
  const { openedAt, settled, kind, refs } = item;
  const location = context.settings.locations.find(({ id }) => id === item.locationId)?.name ?? '';
  const when = ageWords(openedAt, Date.now(), context.location);
  // Which one is left out when nothing can be combined here: the account has the switch off, or another user is asked.
  const canAttach = useOtherCard(item);
  const isOffered: Partial<Record<Resolution, boolean>> = { combined: onCombine !== undefined, attached: canAttach };
  const resolutions = resolutionsOf(item).filter((one) => isOffered[one] !== false);
  const pair = [refs['otherCustomerId'], refs['customerId']].filter((id) => id !== undefined);
  return (
    <li className={classes['row']} data-testid="work-item" data-kind={kind} tabIndex={-1}>
      <div className={classes['facts']}>
        <div className={classes['about']}>
          <Badge variant="light" color="gray" size="lg">
            {kindWords[kind]}
          </Badge>
          <span className={classes['soft']}>{location === '' ? when : `${location}, ${when}`}</span>
        </div>
        <p className={classes['sentence']}>{itemSentence(item, names)}</p>
        {settled === null ? (
          <Hints
            hints={[
              ...resolutions.flatMap((one) => actionHints[one] ?? []),
              ...pairHints(item, onCombine !== undefined),
            ]}
          />
        ) : (
          <p className={classes['soft']}>
            {settledSentence(item, context)}, {ageWords(settled.at, Date.now(), context.location)}
          </p>
        )}
        <div className={classes['people']}>
          {pair.map((customerId) => (
            <OpenCustomer key={customerId} customerId={customerId} onOpen={onOpenCustomer} />
          ))}
        </div>
      </div>
      {settled === null && (
        <div className={classes['actions']}>
          {resolutions.map((resolution, at) => (
            <Button
              key={resolution}
              variant={at === 0 ? 'filled' : 'default'}
              disabled={isOffline || isBusy}
              onClick={({ detail }) => {
                // The second click of a double click would settle the one that moved into its place.
                if (detail > 1) return;
                if (resolution === 'combined') onCombine?.(pair);
                else if (resolution === 'uploaded-again') onUpload();
                else onSettle(resolution);
              }}
            >
              {item.code === 'undo-lost' && resolution === 'uploaded-again' ? 'Take it back' : actionWords[resolution]}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}

function Hints({ hints }: { readonly hints: readonly string[] }) {
  return hints.length === 0 ? null : <p className={classes['soft']}>{hints.join(' ')}</p>;
}

/** Whether a reward taken twice could stand on another full card of the customer (OX-6). */
function useOtherCard({ kind, refs }: WorkItem): boolean {
  const view = useCustomer(kind === 'over-redeemed' ? (refs['customerId'] ?? null) : null);
  return attachableCards(view?.cards ?? [], refs['redemptionId'] ?? '').length > 0;
}

/** A way to look at the account first; not there for one this register does not keep. */
function OpenCustomer(props: { readonly customerId: string; readonly onOpen: (customerId: string) => void }) {
  const view = useCustomer(props.customerId);
  if (view == null) return null;
  const { firstName, lastName } = view.customer;
  return (
    <button type="button" className={classes['person']} onClick={() => props.onOpen(view.customer.id)}>
      Open <bdi>{`${firstName} ${lastName}`.trim()}</bdi>
    </button>
  );
}
