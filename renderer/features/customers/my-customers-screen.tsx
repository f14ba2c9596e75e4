import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconDownload, IconPaw, IconTrash, IconUpload, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { mayDo } from '../../../core/domain/users/permissions';
import { useRegisterData } from '../../data/hooks';
import type { CustomerListPage, CustomerListQuery, RegisterContext } from '../../data/register-data';
import type { Shell } from '../../data/shell';
import { countOf, EmptyState, Message, Screen, SearchField } from '../../ui';
import { CustomerTable } from './customer-table';
import classes from './customers.module.css';
import { ExportDialog } from './export-dialog';
import { GoneMessage } from './gone-message';
import { useListState, type ListChoice } from './list-state';

const PAGE_SIZE = 50;
const DEBOUNCE_MS = 40;

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

/** **My Customers**: the location's list, A to Z, 50 a page (CL-1 … CL-13). */
export function MyCustomersScreen({ context, shell, onOpen, onAdd, onUpload, onDeleted }: MyCustomersScreenProps) {
  const { query, change, openedId, open } = useListState();
  const [exporting, setExporting] = useState<'customers' | 'pets' | null>(null);
  const scope = useScope(context, query);
  const page = useCustomerPage(scope, change);
  const mayExport = mayDo(context.user, 'export-customers', context);
  const seesAll = mayDo(context.user, 'view-all-locations', context);
  const mayUpload = mayDo(context.user, 'upload-customers', context);
  const total = page?.total ?? 0;
  const first = query.page * PAGE_SIZE;
  const filtered = query.text.trim() !== '' || query.appUsersOnly;

  return (
    <Screen
      title="My Customers"
      subtitle={page === null ? ' ' : countOf(total, 'customer')}
      actions={
        <>
          {mayUpload && (
            <Button variant="default" leftSection={<IconUpload size={20} aria-hidden="true" />} onClick={onUpload}>
              Upload
            </Button>
          )}
          {mayExport && (
            <>
              <Button
                variant="default"
                leftSection={<IconDownload size={20} aria-hidden="true" />}
                onClick={() => setExporting('customers')}
              >
                Export
              </Button>
              <Button
                variant="default"
                leftSection={<IconPaw size={20} aria-hidden="true" />}
                onClick={() => setExporting('pets')}
              >
                Export Pets
              </Button>
            </>
          )}
          <Button leftSection={<IconUserPlus size={20} aria-hidden="true" />} onClick={onAdd}>
            Add a Customer
          </Button>
        </>
      }
      footer={
        <div className={classes['listFoot']}>
          {total > 0 && (
            <span>{`${(first + 1).toLocaleString()} – ${Math.min(first + PAGE_SIZE, total).toLocaleString()} of ${total.toLocaleString()}`}</span>
          )}
          {mayDo(context.user, 'view-deleted-customers', context) && (
            <Button variant="subtle" leftSection={<IconTrash size={20} aria-hidden="true" />} onClick={onDeleted}>
              Deleted customers
            </Button>
          )}
        </div>
      }
      nextStep={
        <div className={classes['pager']}>
          <Button
            variant="default"
            size="lg"
            disabled={query.page === 0}
            onClick={() => change({ page: query.page - 1 })}
          >
            {'<< Back'}
          </Button>
          <Button size="lg" disabled={first + PAGE_SIZE >= total} onClick={() => change({ page: query.page + 1 })}>
            {'Next >>'}
          </Button>
        </div>
      }
    >
      <div className={classes['tools']}>
        <div className={classes['toolsSearch']}>
          <SearchField
            label="First name, last name, phone or email"
            placeholder="Name, phone or email"
            value={query.text}
            autoFocus
            onChange={(text) => change({ text })}
          />
        </div>
        <SegmentedControl
          aria-label="Filter"
          value={query.appUsersOnly ? 'app' : 'all'}
          onChange={(value) => change({ appUsersOnly: value === 'app' })}
          data={[
            { value: 'all', label: 'All Users' },
            { value: 'app', label: 'Mobile App Users' },
          ]}
        />
        <SortBy sort={query.sort} onChange={(sort) => change({ sort })} />
        {seesAll && (
          <Select
            label="Location"
            w={200}
            data={[
              { value: ALL, label: 'All locations' },
              ...context.settings.locations.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={scope.locationId ?? ALL}
            onChange={(id) => change({ locationId: id === ALL ? null : id })}
          />
        )}
      </div>
      <GoneMessage />
      {context.scope === 'location' && scope.locationId !== context.location.id && (
        <div style={{ paddingBottom: 12 }}>
          <Message tone="notice">
            This register knows the customers of {context.location.name}, wherever else they shop. A computer that
            joined for all locations lists everybody.
          </Message>
        </div>
      )}
      {page !== null && page.rows.length > 0 && (
        <CustomerTable
          rows={page.rows}
          search={query.text}
          context={context}
          shell={shell}
          focusedId={openedId}
          onOpen={(customerId) => {
            open(customerId);
            onOpen(customerId);
          }}
        />
      )}
      {page !== null && page.rows.length === 0 && (
        <EmptyState
          icon={<IconUsers size={44} stroke={1.5} />}
          title={emptyTitle(query)}
          action={
            filtered ? (
              <Button variant="default" onClick={() => change({ text: '', appUsersOnly: false })}>
                Show all customers
              </Button>
            ) : (
              <Button size="lg" onClick={onAdd}>
                Add a Customer
              </Button>
            )
          }
        >
          {filtered
            ? undefined
            : mayUpload
              ? 'Everyone who is added or checked out here will be in this list. Upload brings the list of a former system along.'
              : 'Everyone who is added or checked out here will be in this list.'}
        </EmptyState>
      )}
      {exporting !== null && (
        <ExportDialog what={exporting} query={scope} rows={total} onClose={() => setExporting(null)} />
      )}
    </Screen>
  );
}

/** Why the list is empty. */
function emptyTitle({ text, appUsersOnly }: ListChoice): string {
  if (text.trim() !== '') return 'No customer matches this filter';
  return appUsersOnly ? 'No customer uses the mobile app yet' : 'No customers yet';
}

/** The choice that stands for all locations; ids are never empty. */
const ALL = '';

/** **Sort By**: choosing the active option again returns to A–Z (CL-5), and so does choosing A–Z. */
function SortBy(props: {
  readonly sort: CustomerListQuery['sort'];
  readonly onChange: (sort: CustomerListQuery['sort']) => void;
}) {
  return (
    <Select
      label="Sort By"
      w={232}
      allowDeselect
      data={[
        { value: 'name', label: 'Name A–Z' },
        { value: 'newest', label: 'Most recently added' },
        { value: 'oldest', label: 'Least recently added' },
      ]}
      value={props.sort}
      onChange={(sort) => props.onChange(sort === 'newest' || sort === 'oldest' ? sort : 'name')}
    />
  );
}

/** Own location for everyone; a Master Admin chooses, beginning with all of what the register keeps (LO-9). */
function useScope(context: RegisterContext, query: ListChoice): CustomerListQuery {
  const seesAll = mayDo(context.user, 'view-all-locations', context);
  const usual = context.scope === 'all' ? null : context.location.id;
  const locationId = !seesAll ? context.location.id : query.locationId === undefined ? usual : query.locationId;
  return useMemo(() => ({ ...query, locationId }), [query, locationId]);
}

/**
 * The asked page; the former one stays until the next is there, so that nothing jumps (CL-9). It follows customers who
 * come, go or change while it is shown; a page that is as before is not drawn again.
 */
function useCustomerPage(
  query: CustomerListQuery,
  change: (part: Partial<ListChoice>) => void,
): CustomerListPage | null {
  const data = useRegisterData();
  const [page, setPage] = useState<CustomerListPage | null>(null);
  useEffect(() => {
    let wanted = true;
    let asked = 0;
    const ask = async () => {
      asked += 1;
      const mine = asked;
      const found = await data.customerList(query);
      if (!wanted || mine !== asked) return;
      const last = Math.max(0, Math.ceil(found.total / PAGE_SIZE) - 1);
      if (query.page > last) change({ page: last });
      else setPage((shown) => (JSON.stringify(shown) === JSON.stringify(found) ? shown : found));
    };
    const timer = setTimeout(() => void ask(), DEBOUNCE_MS);
    const stop = data.watchCustomers(() => void ask());
    return () => {
      wanted = false;
      clearTimeout(timer);
      stop();
    };
  }, [data, query, change]);
  return page;
}
