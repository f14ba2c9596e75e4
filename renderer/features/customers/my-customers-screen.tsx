import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { mayDo } from '../../../core/domain/users/permissions';
import {
  CUSTOMERS_PER_PAGE,
  type CustomerListPage,
  type CustomerListQuery,
  type RegisterContext,
} from '../../data/register-data';
import type { Shell } from '../../data/shell';
import { countOf, EmptyState, Message, Screen, SearchField } from '../../ui';
import { CustomerTable } from './customer-table';
import classes from './customers.module.css';
import { ExportDialog } from './export-dialog';
import { GoneMessage } from './gone-message';
import { useListState, type ListChoice } from './list-state';
import { AppFilter, DeletedButton, ListActions, LocationChoice, Pager, SortBy } from './list-tools';
import { useCustomerPage } from './use-customer-page';

export interface MyCustomersScreenProps {
  readonly context: RegisterContext;
  readonly shell: Shell;
  readonly onOpen: (customerId: string) => void;
  readonly onAdd: () => void;
  /** Opens the upload of a list; for Admins (UP-5). */
  readonly onUpload: () => void;
  /** **Deleted customers** (CL-15). */
  readonly onDeleted: () => void;
}

/** **My Customers**: the location's list, A to Z, 50 a page (CL-1 … CL-13). A key draws what it changes, and no more. */
export function MyCustomersScreen({ context, shell, onOpen, onAdd, onUpload, onDeleted }: MyCustomersScreenProps) {
  const { query, change, openedId, open } = useListState();
  const [exporting, setExporting] = useState<'customers' | 'pets' | null>(null);
  const scope = useScope(context, query);
  const shown = useCustomerPage(scope, change);
  const page = shown?.page ?? null;
  // Whatever is asked for is read from its first row on.
  const tools = useRef<HTMLDivElement>(null);
  const drawnFor = useRef(query);
  useEffect(() => {
    if (drawnFor.current !== query) tools.current?.scrollIntoView({ block: 'nearest' });
    drawnFor.current = query;
  }, [query]);
  const seesAll = mayDo(context.user, 'view-all-locations', context);
  const mayUpload = mayDo(context.user, 'upload-customers', context);
  const total = page?.total ?? 0;
  const isElsewhere = context.scope === 'location' && scope.locationId !== context.location.id;
  const isAnother = isElsewhere && scope.locationId !== null;
  const filtered = query.text.trim() !== '' || query.appUsersOnly;
  const searchFor = useCallback((text: string) => change({ text }), [change]);
  const openCustomer = useCallback(
    (customerId: string) => {
      open(customerId);
      onOpen(customerId);
    },
    [open, onOpen],
  );

  return (
    <Screen
      title="My Customers"
      subtitle={page === null ? ' ' : countOf(total, 'customer')}
      actions={
        <ListActions
          mayUpload={mayUpload}
          mayExport={mayDo(context.user, 'export-customers', context)}
          onUpload={onUpload}
          onExport={setExporting}
          onAdd={onAdd}
        />
      }
      footer={
        <div className={classes['listFoot']}>
          <span className={classes['listPlace']}>{page !== null && total > 0 && placeWords(page)}</span>
          {mayDo(context.user, 'view-deleted-customers', context) && <DeletedButton onClick={onDeleted} />}
        </div>
      }
      nextStep={<Pager isFirst={query.page === 0} isLast={(query.page + 1) * CUSTOMERS_PER_PAGE >= total} />}
    >
      <div ref={tools} className={classes['tools']}>
        <div className={classes['toolsSearch']}>
          <SearchField
            label="First name, last name, phone or email"
            placeholder="Name, phone or email"
            value={query.text}
            autoFocus
            onChange={searchFor}
            onKeyDown={intoTheRows}
          />
        </div>
        <AppFilter appUsersOnly={query.appUsersOnly} onChange={change} />
        <SortBy sort={query.sort} onChange={change} />
        {seesAll && (
          <LocationChoice locations={context.settings.locations} locationId={scope.locationId} onChange={change} />
        )}
      </div>
      <GoneMessage />
      {isElsewhere && (
        <div style={{ paddingBottom: 12 }}>
          <Message tone="notice">
            This register knows the customers of {context.location.name}, wherever else they shop. A computer that
            joined for all locations lists everybody.
          </Message>
        </div>
      )}
      {shown !== null && shown.page.rows.length > 0 && (
        <CustomerTable
          rows={shown.page.rows}
          slots={shown.slots}
          search={shown.answers.text}
          isBusy={shown.answers !== scope}
          location={context.location}
          shell={shell}
          focusedId={openedId}
          onOpen={openCustomer}
        />
      )}
      {page !== null && page.rows.length === 0 && (
        <EmptyState
          icon={<IconUsers size={44} stroke={1.5} />}
          title={isAnother && !filtered ? 'Nobody of that location is known here' : emptyTitle(query)}
          action={
            filtered ? (
              <Button variant="default" onClick={() => change({ text: '', appUsersOnly: false })}>
                Show all customers
              </Button>
            ) : (
              !isAnother && (
                <Button size="lg" onClick={onAdd}>
                  Add a Customer
                </Button>
              )
            )
          }
        >
          {filtered || isAnother ? undefined : emptyWords(mayUpload)}
        </EmptyState>
      )}
      {exporting !== null && (
        <ExportDialog what={exporting} query={scope} rows={total} onClose={() => setExporting(null)} />
      )}
    </Screen>
  );
}

/** Enter and the arrow down lead from the search to the first of what was found. */
function intoTheRows(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
  event.preventDefault();
  event.currentTarget.closest('main')?.querySelector<HTMLElement>('tbody button')?.focus();
}

/** Which of the rows are shown. */
function placeWords({ page, rows, total }: CustomerListPage): string {
  const first = page * CUSTOMERS_PER_PAGE;
  return `${(first + 1).toLocaleString()} – ${(first + rows.length).toLocaleString()} of ${total.toLocaleString()}`;
}

/** Why the list is empty. */
function emptyTitle({ text, appUsersOnly }: ListChoice): string {
  if (text.trim() !== '') return 'No customer matches this filter';
  return appUsersOnly ? 'No customer uses the mobile app yet' : 'No customers yet';
}

/** How the list fills. */
function emptyWords(mayUpload: boolean): string {
  const words = 'Everyone who is added or checked out here will be in this list.';
  return mayUpload ? `${words} Upload brings the list of a former system along.` : words;
}

/** Own location for everyone; a Master Admin chooses, beginning with all of what the register keeps (LO-9). */
function useScope(context: RegisterContext, query: ListChoice): CustomerListQuery {
  const seesAll = mayDo(context.user, 'view-all-locations', context);
  const usual = context.scope === 'all' ? null : context.location.id;
  const locationId = !seesAll ? context.location.id : query.locationId === undefined ? usual : query.locationId;
  return useMemo(() => ({ ...query, locationId }), [query, locationId]);
}
