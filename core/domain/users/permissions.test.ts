import { expect, test } from 'vitest';
import { aUser, HARBOR, MIDTOWN, TWO_LOCATIONS } from '../../../tests/support/factories';
import { refusableKinds } from '../../log/kinds';
import { ALL_ACTIONS, rankFor, type Action } from './actions';
import { checkPermission, isLastMasterAdmin, mayDo } from './permissions';

const settings = { locations: TWO_LOCATIONS };
const at = (id: string) => ({ settings, location: { id } });
const everywhere = { settings, location: null };
const master = aUser({ id: 'master', role: 'admin', locationId: MIDTOWN });
const admin = aUser({ id: 'admin', role: 'admin', locationId: HARBOR });
const cashier = aUser({ id: 'cashier', role: 'cashier', locationId: HARBOR });

/** The permission table of 2.2, row by row: Cashier, Admin of this location, Master Admin. */
const table: readonly (readonly [Action, boolean, boolean, boolean])[] = [
  ['look-up-customer', true, true, true],
  ['add-customer', true, true, true],
  ['check-out', true, true, true],
  ['redeem', true, true, true],
  ['complete-customer-information', true, true, true],
  ['view-customers', true, true, true],
  ['view-history', true, true, true],
  ['edit-customer', true, true, true],
  ['correct-todays-purchases', true, true, true],
  ['undo-redemption', false, true, true],
  ['remove-earlier-punches', false, true, true],
  ['adjust-points', false, true, true],
  ['convert-account', false, true, true],
  ['add-exception', false, true, true],
  ['delete-customer', false, true, true],
  ['restore-customer', false, true, true],
  ['export-customers', false, true, true],
  ['upload-customers', false, true, true],
  ['combine-customers', false, true, true],
  ['enroll', false, true, true],
  ['set-up-points', false, true, true],
  ['manage-in-house-programs', false, true, true],
  ['view-reports', false, true, true],
  ['manage-credits', false, true, true],
  ['send-campaigns', false, true, true],
  ['change-location-settings', false, true, true],
  ['manage-users', false, true, true],
  ['view-all-locations', false, false, true],
];

test.each(table)('%s: Cashier %s, Admin %s, Master Admin %s (table 2.2)', (action, c, a, m) => {
  const here = at(HARBOR);
  expect([mayDo(cashier, action, here), mayDo(admin, action, here), mayDo(master, action, here)]).toEqual([c, a, m]);
});

test('an Administrator can do everything a Cashier can (RO-9)', () => {
  for (const action of ALL_ACTIONS.filter((one) => rankFor(one) === 'cashier')) {
    expect(mayDo(admin, action, at(HARBOR))).toBe(true);
  }
});

test('an Administrator of a sub-location is one only there, a Master Admin everywhere (RO-2)', () => {
  expect(checkPermission(admin, 'delete-customer', at(MIDTOWN))).toMatchObject({ refusal: { code: 'other-location' } });
  expect(mayDo(master, 'delete-customer', at(HARBOR))).toBe(true);
});

test('what concerns a customer of two locations is the Master Admin’s (DE-6, RU-17)', () => {
  expect(checkPermission(admin, 'delete-customer', everywhere)).toMatchObject({
    ok: false,
    refusal: { code: 'needs-master-admin', overridable: false },
  });
  expect(mayDo(master, 'delete-customer', everywhere)).toBe(true);
});

test('nobody and the deactivated may do nothing (RO-14)', () => {
  for (const action of ALL_ACTIONS) {
    expect(mayDo(null, action, at(HARBOR))).toBe(false);
    expect(mayDo({ ...master, active: false }, action, at(HARBOR))).toBe(false);
  }
});

test('a PIN of an Admin helps with single acts at the counter, not with exports (RO-12)', () => {
  const refusal = (action: Action) => checkPermission(cashier, action, at(HARBOR));
  expect(refusal('undo-redemption')).toMatchObject({ refusal: { code: 'needs-admin', overridable: true } });
  expect(refusal('export-customers')).toMatchObject({ refusal: { code: 'needs-admin', overridable: false } });
});

test('the rights a server checks again are rights of this table', () => {
  for (const action of Object.values(refusableKinds)) expect(['admin', 'master-admin']).toContain(rankFor(action));
});

test('the last active Master Admin cannot go (RO-15)', () => {
  const second = aUser({ id: 'second', role: 'admin', locationId: MIDTOWN });
  expect(isLastMasterAdmin(master, [master, admin, cashier], settings)).toBe(true);
  expect(isLastMasterAdmin(master, [master, { ...second, active: false }], settings)).toBe(true);
  expect(isLastMasterAdmin(master, [master, second], settings)).toBe(false);
  expect(isLastMasterAdmin(admin, [master, admin], settings)).toBe(false);
});
