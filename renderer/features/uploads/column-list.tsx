import { NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import { formatPhone } from '../../../core/domain/customers/phone';
import {
  FIELD_TITLES,
  IMPORT_FIELDS,
  REPEATABLE_FIELDS,
  type ColumnMapping,
  type ImportField,
} from '../../../core/domain/imports/import-field';
import { problemSentence } from '../../../core/domain/imports/import-problem';
import { readImportRow, readingPlan } from '../../../core/domain/imports/read-import-row';
import { countOf, TableHead } from '../../ui';
import classes from './uploads.module.css';
import type { OpenList } from './use-upload';

export interface ColumnListProps {
  readonly open: OpenList;
  /** Of the location the customers will belong to; decides how phones are read. */
  readonly country: string;
  readonly onChange: (mapping: ColumnMapping) => void;
}

const CHOICES = [
  { value: '', label: 'Not imported' },
  ...IMPORT_FIELDS.map((field) => ({ value: field, label: FIELD_TITLES[field] })),
];
const SHOWN_VALUES = 3;
const previewColumns = [
  { title: 'Row' },
  { title: 'First Name' },
  { title: 'Last Name' },
  { title: 'Email Address' },
  { title: 'Phone Number' },
  { title: 'Internal Customer ID' },
  { title: 'Notes' },
];

/** What each column holds, as recognised and as corrected, and how the first rows come out of it. */
export function ColumnList({ open, country, onChange }: ColumnListProps) {
  const { list, mapping, fileName } = open;
  const change = (column: number, chosen: string) => {
    const field = IMPORT_FIELDS.find((one) => one === chosen) ?? null;
    const isMoved = (other: ImportField | null) => other === field && field !== null && !REPEATABLE_FIELDS.has(field);
    onChange(mapping.map((held, at) => (at === column ? field : isMoved(held) ? null : held)));
  };
  return (
    <>
      <p className={classes['soft']}>
        <bdi>{fileName}</bdi>: {countOf(list.rows, 'row')}
      </p>
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label="Columns">
        <table className={classes['table']}>
          <TableHead columns={[{ title: 'Column' }, { title: 'First values' }, { title: 'Holds', width: '320px' }]} />
          <tbody>
            {list.headers.map((header, column) => (
              <tr key={column}>
                <th scope="row">
                  <bdi>{header === '' ? `Column ${String(column + 1)}` : header}</bdi>
                </th>
                <td className={classes['values']}>
                  <bdi>{valuesOf(open, column)}</bdi>
                </td>
                <td>
                  <NativeSelect
                    aria-label={`What ${header === '' ? `column ${String(column + 1)}` : header} holds`}
                    data={CHOICES}
                    value={mapping[column] ?? ''}
                    onChange={(event) => change(column, event.currentTarget.value)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2 className={classes['section']}>The first rows as customers</h2>
      <Preview open={open} country={country} />
    </>
  );
}

function valuesOf({ list }: OpenList, column: number): string {
  const values = list.sample.map(({ cells }) => (cells[column] ?? '').trim()).filter((value) => value !== '');
  return values.slice(0, SHOWN_VALUES).join(' · ');
}

function Preview({ open, country }: Pick<ColumnListProps, 'open' | 'country'>) {
  const { list, mapping } = open;
  const rows = useMemo(() => {
    const plan = readingPlan(mapping, list.headers);
    return list.sample.map(({ row, cells }) => ({ row, ...readImportRow(cells, row, plan, country) }));
  }, [list, mapping, country]);
  return (
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label="The first rows as customers">
      <table className={classes['table']}>
        <TableHead columns={previewColumns} />
        <tbody>
          {rows.map(({ row, customer, problems }) => (
            <tr key={row} data-rejected={customer === null}>
              <td>{row}</td>
              <td>
                <bdi>{customer?.firstName ?? '–'}</bdi>
              </td>
              <td>
                <bdi>{customer?.lastName ?? '–'}</bdi>
              </td>
              <td>{customer?.email ?? ''}</td>
              <td>{formatPhone(customer?.phone ?? '', country)}</td>
              <td>{customer?.internalId ?? ''}</td>
              <td className={classes['notes']}>{problems.map((one) => problemSentence(one, country)).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
