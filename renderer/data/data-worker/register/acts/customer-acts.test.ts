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

test('an Employee ID that is used on this register is refused at once, with whose it is (EB-8, IC-7)', async () => {
  const { register } = await aTill();
  const ann = valueOf(await register.addCustomer(aCustomerForm({ firstName: 'Ann', lastName: 'Ray' }))).customerId;
  const bob = valueOf(await register.addCustomer(aCustomerForm({ firstName: 'Bob', lastName: 'Oz' }))).customerId;
  valueOf(await register.editCustomer(ann, { type: 'employee', employeeId: 'E-07' }));
  expect(await register.editCustomer(bob, { type: 'employee', employeeId: ' e-07 ' })).toMatchObject({
    ok: false,
    refusal: {
      ...{ kind: 'taken', code: 'identifier-taken', other: { customerId: ann, name: 'Ann Ray' } },
      message: 'This Employee ID already belongs to Ann Ray, Midtown.',
      fields: [{ field: 'employeeId', code: 'identifier-taken' }],
    },
  });
  valueOf(await register.editCustomer(bob, { type: 'employee', employeeId: 'E-7' })); // zeros count
  expect(await register.editCustomer(bob, { employeeId: 'E-07' })).toMatchObject({ refusal: { kind: 'taken' } });
  // Saving one's own again is nobody's business, and taken back it is free for somebody else (EB-11).
  valueOf(await register.editCustomer(ann, { type: 'employee', employeeId: 'e-07', lastName: 'Raye' }));
  valueOf(await register.editCustomer(ann, { type: 'pet-owner', employeeId: '' }));
  valueOf(await register.editCustomer(bob, { employeeId: 'E-07' }));
});

test('what is changed is stored clean, whatever the data layer is given, so that nobody has it twice (NC-15, NC-16, IC-8)', async () => {
  const { register } = await aTill();
  const { customerId } = valueOf(await register.addCustomer(aCustomerForm()));
  const other = valueOf(await register.addCustomer(aCustomerForm({ firstName: 'Bob', lastName: 'Oz' }))).customerId;
  const typed = { firstName: ' Ann  Lee ', email: ' Ann@x.com\u200b', phone: '202.555.0123', internalId: ' 007 ' };
  valueOf(await register.editCustomer(customerId, typed));
  const stored = { firstName: 'Ann Lee', email: 'Ann@x.com', phone: '+12025550123', internalId: '007' };
  expect((await register.view(customerId))?.customer).toMatchObject(stored);
  for (const taken of [{ email: 'aNN@x.com ' }, { phone: '(202) 555-0123' }, { internalId: '007' }]) {
    expect(await register.editCustomer(other, taken)).toMatchObject({ refusal: { kind: 'taken' } });
  }
  valueOf(await register.editCustomer(other, { internalId: '7' })); // leading zeros count (IC-11)
});

test('a customer rolled into another account meanwhile is saved from a window of before: its phone is its own (RU-15, IC-7)', async () => {
  const { register, timers } = await aTill();
  const betty = valueOf(await register.addCustomer(aCustomerForm({ email: '', phone: '202 555 0123' }))).customerId;
  const liz = valueOf(await register.addCustomer(aCustomerForm({ firstName: 'Liz', email: '', phone: '' }))).customerId;
  await timers.pass(5000);
  const combining = (await register.admin()).combine({ primaryId: betty, otherIds: [liz], joinedPets: [] });
  await timers.pass(5000);
  valueOf(await combining);
  await timers.pass(5000);
  valueOf(await register.editCustomer(liz, { phone: '(202) 555-0123', email: 'liz@x.com' }));
  expect((await register.view(liz))?.customer).toMatchObject({ id: betty, email: 'liz@x.com', phone: '+12025550123' });
});

test('what a deleted customer had is free at once, without network too (IC-14, 5.2)', async () => {
  const shop = await aShop();
  const till = await shop.join('midtown');
  const register = await till.start(users.admin);
  await shop.timers.pass(5000);
  till.onRequest = () => 'no-answer';
  const form = aCustomerForm({ email: 'betty@x.com', phone: '202 555 0123' });
  const { customerId } = valueOf(await register.addCustomer(form));
  expect(await register.addCustomer(form)).toMatchObject({ refusal: { kind: 'taken', other: { customerId } } });
  valueOf(await register.deleteCustomer(customerId));
  valueOf(await register.addCustomer(form));
});

test('a message can be asked for only where there is somewhere to send it, after the change (NC-17, IC-13)', async () => {
  const { register } = await aTill();
  const form = aCustomerForm({ email: '', phone: '' });
  expect(await register.addCustomer(form, ['welcome-email'])).toMatchObject({ refusal: { code: 'no-email-to-send' } });
  expect(await register.addCustomer(form, ['opt-in-text'])).toMatchObject({ refusal: { code: 'no-phone-to-text' } });
  const { customerId } = valueOf(await register.addCustomer(form));
  const verify = (changes: Record<string, string>) =>
    register.editCustomer(customerId, changes, ['verification-email']);
  expect(await verify({})).toMatchObject({ refusal: { code: 'no-email-to-send' } });
  valueOf(await verify({ email: 'betty@x.com' }));
  expect((await register.view(customerId))?.customer).toMatchObject({ emailState: 'unverified' });
  valueOf(await verify({}));
  expect(await verify({ email: '' })).toMatchObject({ refusal: { code: 'no-email-to-send' } });
});

test('of two that are added at the same moment with one phone the second is refused (IC-1, IC-7)', async () => {
  const { register } = await aTill();
  const form = aCustomerForm({ phone: '202 555 0123' });
  const both = await Promise.all([register.addCustomer(form), register.addCustomer({ ...form, firstName: 'Bob' })]);
  expect(both).toMatchObject([
    { ok: true },
    { refusal: { kind: 'taken', message: 'This phone number already belongs to Betty Smith, Midtown.' } },
  ]);
});
