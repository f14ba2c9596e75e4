import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconDownload, IconPaw, IconTrash, IconUpload, IconUserPlus } from '@tabler/icons-react';
import { memo } from 'react';
import type { Location } from '../../../core/domain/organisation/organisation';
import { KeyCap, useHotkey } from '../../ui';
import { useListState, type ListChoice } from './list-state';
import classes from './customers.module.css';

// What stands around the list of **My Customers**. Each is drawn again when its own choice changes, and not with every
// key of the search or every customer who comes.

type Change = (part: Partial<ListChoice>) => void;

export interface ListActionsProps {
  readonly mayUpload: boolean;
  readonly mayExport: boolean;
  readonly onUpload: () => void;
  readonly onExport: (what: 'customers' | 'pets') => void;
  readonly onAdd: () => void;
}

/** Right of the title. */
export const ListActions = memo(function ListActions(props: ListActionsProps) {
  const { mayUpload, mayExport, onUpload, onExport, onAdd } = props;
  return (
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
            onClick={() => onExport('customers')}
          >
            Export
          </Button>
          <Button
            variant="default"
            leftSection={<IconPaw size={20} aria-hidden="true" />}
            onClick={() => onExport('pets')}
          >
            Export Pets
          </Button>
        </>
      )}
      <Button leftSection={<IconUserPlus size={20} aria-hidden="true" />} onClick={onAdd}>
        Add a Customer
      </Button>
    </>
  );
});

/** **Deleted customers** (CL-15). */
export const DeletedButton = memo(function DeletedButton({ onClick }: { readonly onClick: () => void }) {
  return (
    <Button variant="subtle" leftSection={<IconTrash size={20} aria-hidden="true" />} onClick={onClick}>
      Deleted customers
    </Button>
  );
});

/** **<< Back** and **Next >>** (CL-12), each with its key: from the last row of fifty it is a long way by Tab. */
export const Pager = memo(function Pager({ isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean }) {
  const turn = useListState((state) => state.turn);
  useHotkey('F11', () => turn(-1), !isFirst);
  useHotkey('F12', () => turn(1), !isLast);
  return (
    <div className={classes['pager']}>
      <Button
        variant="default"
        size="lg"
        disabled={isFirst}
        rightSection={<KeyCap name="F11" />}
        onClick={() => turn(-1)}
      >
        {'<< Back'}
      </Button>
      <Button size="lg" disabled={isLast} rightSection={<KeyCap name="F12" />} onClick={() => turn(1)}>
        {'Next >>'}
      </Button>
    </div>
  );
});

/** All of them, or users of the mobile app alone (CL-4). */
export const AppFilter = memo(function AppFilter(props: { readonly appUsersOnly: boolean; readonly onChange: Change }) {
  return (
    <SegmentedControl
      aria-label="Filter"
      value={props.appUsersOnly ? 'app' : 'all'}
      onChange={(value) => props.onChange({ appUsersOnly: value === 'app' })}
      data={[
        { value: 'all', label: 'All Users' },
        { value: 'app', label: 'Mobile App Users' },
      ]}
    />
  );
});

/** **Sort By**: choosing the active option again returns to A–Z (CL-5), and so does choosing A–Z. */
export const SortBy = memo(function SortBy(props: { readonly sort: ListChoice['sort']; readonly onChange: Change }) {
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
      onChange={(sort) => props.onChange({ sort: sort === 'newest' || sort === 'oldest' ? sort : 'name' })}
    />
  );
});

/** The choice that stands for all locations; ids are never empty. */
const ALL = '';

/** Whose customers a Master Admin lists (LO-9). */
export const LocationChoice = memo(function LocationChoice(props: {
  readonly locations: readonly Pick<Location, 'id' | 'name'>[];
  readonly locationId: string | null;
  readonly onChange: Change;
}) {
  return (
    <Select
      label="Location"
      w={200}
      data={[
        { value: ALL, label: 'All locations' },
        ...props.locations.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={props.locationId ?? ALL}
      onChange={(id) => props.onChange({ locationId: id === ALL ? null : id })}
    />
  );
});
