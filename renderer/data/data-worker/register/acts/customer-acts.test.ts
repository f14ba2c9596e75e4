import { expect, test } from 'vitest';
import { aCustomerForm, valueOf } from '../../../../../tests/support/factories';
import { aShop, users } from '../../../../../tests/support/register/a-shop';

async function aTill(user: (typeof users)[keyof typeof users] = users.admin) {
  const shop = await aShop();
  const register = await (await shop.join('midtown')).start(user);
  await shop.timers.pass(5000);
  return { ...shop, register };
}

test('what the account requires of a new customer is refused by the data layer too, naming the field (FS-2, RO-11)', async () => {
  const { register, timers } = await aTill();
  const rules = { email: 'required', phone: 'recommended', pet: 'required' } as const;
  const changing = (await register.admin()).changeSettings({
    customerFields: { rules, textByDefault: false, welcomeByDefault: false },
  });
  await timers.pass(5000);
  valueOf(await changing);
  await timers.pass(5000);
  expect(await register.addCustomer(aCustomerForm({ email: ' ', phone: '' }))).toMatchObject({
    ok: false,
    refusal: { kind: 'invalid', code: 'required-missing', fields: [{ field: 'email' }] },
  });
  // The pet is asked for on step 2, when the account is there (FS-8).
  const added = valueOf(await register.addCustomer(aCustomerForm({ email: 'betty@example.com', phone: '' })));
  // Accounts that are there already may lose what new ones must have (FS-5).
  valueOf(await register.editCustomer(added.customerId, { email: '' }));
});

test('an account becomes an employee’s with an Employee ID, and is nobody’s without (EB-8)', async () => {
  const { register } = await aTill();
  const { customerId } = valueOf(await register.addCustomer(aCustomerForm()));
  expect(await register.editCustomer(customerId, { type: 'employee' })).toMatchObject({
    ok: false,
    refusal: { kind: 'invalid', fields: [{ field: 'employeeId', code: 'employee-id-missing' }] },
  });
  expect(await register.editCustomer(customerId, { type: 'breeder' })).toMatchObject({
    ok: false,
    refusal: { fields: [{ field: 'breederIds', code: 'breeder-id-missing' }] },
  });
  valueOf(await register.editCustomer(customerId, { type: 'employee', employeeId: 'E-7' }));
  expect((await register.view(customerId))?.customer).toMatchObject({ type: 'employee', employeeId: 'E-7' });
});

test('a Cashier converts nobody (EB-13)', async () => {
  const { register } = await aTill(users.cashier);
  const { customerId } = valueOf(await register.addCustomer(aCustomerForm()));
  expect(await register.editCustomer(customerId, { type: 'employee', employeeId: 'E-7' })).toMatchObject({
    ok: false,
    refusal: { kind: 'forbidden', code: 'needs-admin' },
  });
});
