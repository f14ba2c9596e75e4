import { expect, test } from 'vitest';
import { aCustomer } from '../../../tests/support/factories';
import { accountForm, checkAccount, manufacturerIdOf, NEW_ACCOUNT, offeredTypes } from './conversion';

const employee = { type: 'employee', employeeId: ' E-104 ', breederIds: {} } as const;

test('an employee needs an Employee ID of 1 to 30 characters (EB-8)', () => {
  const before = aCustomer();
  expect(checkAccount(before, employee)).toEqual({ ok: true, value: { type: 'employee', employeeId: 'E-104' } });
  expect(checkAccount(before, { ...employee, employeeId: ' ' })).toMatchObject({
    ok: false,
    refusal: [{ field: 'employeeId', code: 'employee-id-missing' }],
  });
  expect(checkAccount(before, { ...employee, employeeId: 'x'.repeat(30) }).ok).toBe(true);
  expect(checkAccount(before, { ...employee, employeeId: 'x'.repeat(31) })).toMatchObject({
    ok: false,
    refusal: [{ code: 'employee-id-too-long' }],
  });
});

test('a breeder has one number for each manufacturer, and at least one (EB-8)', () => {
  const before = aCustomer();
  const breeder = {
    type: 'breeder',
    employeeId: 'left from before',
    breederIds: { acme: 'A-1', tidbit: ' ' },
  } as const;
  expect(checkAccount(before, breeder)).toEqual({
    ok: true,
    value: { type: 'breeder', breederIds: [{ manufacturerId: 'acme', number: 'A-1' }] },
  });
  expect(checkAccount(before, { ...breeder, breederIds: { acme: '' } })).toMatchObject({
    ok: false,
    refusal: [{ field: 'breederIds', code: 'breeder-id-missing' }],
  });
  expect(checkAccount(before, { ...breeder, breederIds: { acme: 'x'.repeat(41) } })).toMatchObject({
    ok: false,
    refusal: [{ code: 'breeder-id-too-long' }],
  });
});

test('taken back, the account is a pet owner and its numbers are free (EB-11)', () => {
  const before = aCustomer({ type: 'employee', employeeId: 'E-104' });
  expect(checkAccount(before, { ...accountForm(before), type: 'pet-owner' })).toEqual({
    ok: true,
    value: { type: 'pet-owner', employeeId: '' },
  });
});

test('employees and breeders are offered where their programs run; what an account is can be taken back (EB-2)', () => {
  const [petOwner, breeder] = [aCustomer(), aCustomer({ type: 'breeder' })];
  expect(offeredTypes([], petOwner)).toEqual([]);
  expect(offeredTypes(['employee_accounts'], petOwner)).toEqual(['employee']);
  expect(offeredTypes(['breeder_accounts'], petOwner)).toEqual(['breeder']);
  expect(offeredTypes(['employee_accounts', 'breeder_accounts'], petOwner)).toEqual(['employee', 'breeder']);
  expect(offeredTypes([], breeder)).toEqual(['breeder']);
});

test('whoever is new is a pet owner without numbers (EB-1)', () => {
  expect(NEW_ACCOUNT).toEqual({ type: 'pet-owner', employeeId: '', breederIds: [] });
});

test('nothing changed is no change', () => {
  const before = aCustomer({ type: 'breeder', breederIds: [{ manufacturerId: 'acme', number: 'A-1' }] });
  expect(checkAccount(before, accountForm(before))).toEqual({ ok: true, value: {} });
});

test('a manufacturer is named by its words', () => {
  expect(manufacturerIdOf('Bramble & Bone')).toBe('bramble-bone');
  expect(manufacturerIdOf('  ')).toBe('manufacturer');
});
