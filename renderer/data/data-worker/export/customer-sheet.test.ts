import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { aCustomer, anAddress, aPet } from '../../../../tests/support/factories';
import { ExportRowSchema } from '../../../../core/ipc/export';
import { customerSheet, datesIn, petSheet } from './customer-sheet';

const location = { id: 'midtown', kind: 'master', name: 'Midtown', code: 'MID', country: 'US' } as const;
const context = {
  location: { ...location, timeZone: 'America/New_York', phone: '', address: '' },
  locationName: (id: string) => `${id} `.padEnd(120, 'x'),
  dateOf: datesIn('America/New_York'),
  now: Date.UTC(2026, 10, 22, 3), // still the 21st in New York
};

test('every cell is as it is stored: zeros in front stay, numbers of other countries keep theirs (CL-14, IC-11)', () => {
  const customer = aCustomer({
    ...{ internalId: '00042', phone: '+442079460958', email: '=x@x.com', createdAt: Date.UTC(2026, 0, 6, 4) },
    ...{ address: anAddress({ postal: '02134', country: 'GB' }), type: 'employee', employeeId: '007' },
  });
  const [row] = customerSheet.rowsOf(customer, context);
  const cell = (title: string) => row?.[customerSheet.columns.findIndex((column) => column.title === title)];
  expect(['Internal Customer ID', 'Postal Code', 'Employee ID', 'Email', 'Mobile Phone', 'Added'].map(cell)).toEqual([
    ...['00042', '02134', '007', '=x@x.com', '+44 20 7946 0958', '2026-01-05'],
  ]);
  expect(row).toHaveLength(customerSheet.columns.length);
});

test('a customer of a hundred and fifty shops is exported with all of them (CL-14)', () => {
  const visited = Array.from({ length: 150 }, (_, at) => {
    return { locationId: `shop-${at}`, firstVisitAt: 1, lastVisitAt: 2 };
  });
  const [row] = customerSheet.rowsOf(aCustomer({ locations: visited }), context);
  expect(Value.Check(ExportRowSchema, row)).toBe(true);
});

test('a pet is exported with the age it has today at the location (CL-8, NC-19)', () => {
  const pet = aPet({ ageYears: 2, ageRecordedOn: '2025-11-22', birthMonth: null });
  const [row] = petSheet.rowsOf(aCustomer({ pets: [pet] }), context);
  expect(row?.slice(-4)).toEqual(['Rex', 'Dog', 2, null]);
  expect(petSheet.rowsOf(aCustomer(), context)).toEqual([]);
});
