import { expect, test } from 'vitest';
import { FIELD_TITLES, IMPORT_FIELDS, TEMPLATE_COLUMNS } from './import-field';
import { hasNames, recogniseColumns } from './recognise-columns';

const mappingOf = (...header: string[]) => recogniseColumns([header]).mapping;

test('the template and our own export are understood', () => {
  expect(mappingOf(...TEMPLATE_COLUMNS.map(({ title }) => title))).toEqual(TEMPLATE_COLUMNS.map(({ field }) => field));
  expect(mappingOf('Last Name', 'First Name', 'Email', 'Mobile Phone', 'Street 1', 'State/Province')).toEqual([
    ...['lastName', 'firstName', 'email', 'phone', 'street1', 'region'],
  ]);
  const own = IMPORT_FIELDS.filter((field) => field !== 'fullName');
  expect(mappingOf(...own.map((field) => FIELD_TITLES[field]))).toEqual(own);
});

test.each([
  [
    ['Name', 'Email'],
    ['fullName', 'email'],
  ],
  [
    ['Vorname', 'Name'],
    ['firstName', 'lastName'],
  ],
  [
    ['Name', 'First Name', 'Last Name'],
    [null, 'firstName', 'lastName'],
  ],
  [
    ['Nombre', 'Apellidos'],
    ['firstName', 'lastName'],
  ],
  [
    ['Nombre', 'Teléfono'],
    ['fullName', 'phone'],
  ],
  [
    ['firstName', 'lastName', 'emailAddress', 'phoneNumber'],
    ['firstName', 'lastName', 'email', 'phone'],
  ],
  [
    ['Pet Owner First Name', 'Pet Owner Last Name'],
    ['firstName', 'lastName'],
  ],
  [
    ['Customer #', 'Full Name *'],
    ['internalId', 'fullName'],
  ],
  [
    ['Email opt-in', 'Pet name', 'Company Name', 'Birthday', 'Fax'],
    [null, null, null, null, null],
  ],
  [
    ['Phone 1 - Label', 'Phone 1 - Value', 'E-mail 1 - Type'],
    [null, 'phone', null],
  ],
])('%j means %j', (header, mapping) => {
  expect(mappingOf(...header)).toEqual(mapping);
});

test('of two columns for one fact, the better one that holds anything is taken', () => {
  const header = ['id', 'Loyalty ID', 'Last Name'];
  expect(recogniseColumns([header, ['1', '77', 'Lee']]).mapping).toEqual([null, 'internalId', 'lastName']);
  expect(recogniseColumns([header, ['1', '', 'Lee']]).mapping).toEqual(['internalId', null, 'lastName']);
});

test('titles above the header are passed over; a file without a header can be mapped by hand', () => {
  expect(recogniseColumns([['My list'], [], ['Name', 'Phone'], ['Ann Lee', '']]).headerRow).toBe(2);
  const none = recogniseColumns([['Ann', 'Lee', '2025550100']]);
  expect(none).toEqual({ headerRow: 0, mapping: [null, null, null] });
  expect(hasNames(none.mapping)).toBe(false);
});
