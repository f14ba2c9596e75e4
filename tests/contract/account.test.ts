import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../core/kernel/amounts';
import type { Settings, User } from '../../core/domain/organisation/organisation';
import type { Program } from '../../core/domain/programs/program';
import { aProgram, aProgramCard } from '../support/factories';
import { aShop, CASHIER, HARBOR, MASTER_ADMIN, MIDTOWN, SUB_ADMIN, TWO_SHOPS, valueOf } from './support/a-shop';
import { eachStore } from './support/each-store';

eachStore((place) => {
  const newShop = async () => aShop((await place()).open());

  test('a business is set up once, with one master location and an Administrator there (LO-1, RO-1)', async () => {
    const shop = await newShop();
    expect(await shop.books.isEmpty()).toBe(false);
    expect(await shop.books.setUpBusiness(TWO_SHOPS)).toMatchObject({ refusal: { code: 'setup-done' } });
    expect(await shop.books.locations()).toEqual([MIDTOWN, HARBOR]);
    expect(await shop.books.users()).toEqual([CASHIER, MASTER_ADMIN, SUB_ADMIN]);
    expect(await shop.books.verifierOf('cashier')).toBe('verifier of cashier');
    const { register } = await shop.join('midtown');
    expect(await shop.documentsOf<Settings>(register, 'settings')).toMatchObject([
      { id: 'account', accountName: 'Corner Pets', locations: [MIDTOWN, HARBOR], registers: [{ id: register.id }] },
    ]);
    const everything = JSON.stringify(await shop.readAll(register, 'account'));
    expect(everything).not.toContain('verifier');
  });

  test('a join code works once, for ten minutes, however it is typed; registers are numbered for ever', async () => {
    const shop = await newShop();
    const code = valueOf(await shop.books.createJoinCode('harbor', 'location'));
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `;
    const joined = valueOf(await shop.books.redeemJoinCode({ code: typed, registerName: '' }));
    expect(joined).toMatchObject({
      registerName: 'Register 1',
      registerNumber: 1,
      location: HARBOR,
      scope: 'location',
    });
    const refused = { refusal: { code: 'join-code-invalid' } };
    expect(await shop.books.redeemJoinCode({ code, registerName: 'again' })).toMatchObject(refused);
    expect(await shop.books.redeemJoinCode({ code: 'AAAA-AAAA-AAAA', registerName: '' })).toMatchObject(refused);

    await shop.books.revokeRegister(joined.registerId);
    const late = valueOf(await shop.books.createJoinCode('harbor', 'location'));
    shop.clock.advance(10 * MINUTE_MS);
    expect(await shop.books.redeemJoinCode({ code: late, registerName: '' })).toMatchObject(refused);
    expect((await shop.join('harbor')).reply.registerNumber).toBe(2);
    expect(await shop.books.createJoinCode('nowhere', 'all')).toMatchObject({ refusal: { code: 'not-found' } });
  });

  test('two who type the same code at once: one joins', async () => {
    const shop = await newShop();
    const code = valueOf(await shop.books.createJoinCode('harbor', 'location'));
    const tries = await Promise.all([1, 2, 3].map(() => shop.books.redeemJoinCode({ code, registerName: 'x' })));
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await shop.books.registers()).toHaveLength(1);
  });

  test('a token is known by its hash alone; a revoked register stays known as revoked', async () => {
    const shop = await newShop();
    const { register, reply } = await shop.join('midtown');
    expect(JSON.stringify(await shop.books.registers())).not.toContain(reply.token);
    expect(await shop.books.registerOfToken('pawtill.x.y.z')).toBeNull();
    expect(await shop.books.registerOfToken('')).toBeNull();
    const [head, facts, random, signature] = reply.token.split('.');
    const other = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(facts ?? '', 'base64url').toString()), scope: 'all' }),
    );
    const forged = [head, other.toString('base64url'), random, signature].join('.');
    expect(await shop.books.registerOfToken(forged)).toBeNull();

    valueOf(await shop.books.revokeRegister(register.id));
    valueOf(await shop.books.revokeRegister(register.id));
    expect(await shop.books.registerOfToken(reply.token)).toMatchObject({
      id: register.id,
      revokedAt: shop.clock.now(),
    });
    expect(await shop.books.revokeRegister('nobody')).toMatchObject({ refusal: { code: 'not-found' } });
    const decisions = (await shop.store.decisions(0, 100)).map(({ kind }) => kind);
    expect(decisions).toEqual(['register-joined', 'register-revoked']);
  });

  test('users: names are unique, the last Master Admin stays, the inactive have no PIN (RO-8, RO-15)', async () => {
    const shop = await newShop();
    const newcomer: User = { ...CASHIER, id: 'newcomer', username: 'Newcomer' };
    expect(await shop.books.addUser({ user: { ...newcomer, username: 'CASHIER' }, verifier: 'v' })).toMatchObject({
      refusal: { code: 'username-taken' },
    });
    valueOf(await shop.books.addUser({ user: newcomer, verifier: 'v' }));
    expect(await shop.books.addUser({ user: { ...newcomer, username: 'Other' }, verifier: 'v' })).toMatchObject({
      ok: false,
    });
    expect(await shop.books.changeUser({ ...MASTER_ADMIN, role: 'cashier' })).toMatchObject({
      refusal: { code: 'last-master-admin' },
    });
    shop.clock.advance(1000);
    valueOf(await shop.books.changeUser({ ...newcomer, role: 'admin' }));
    valueOf(await shop.books.changeUser({ ...MASTER_ADMIN, active: false }));
    expect(await shop.books.verifierOf('master-admin')).toBeNull();
    const { register } = await shop.join('midtown');
    const users = await shop.documentsOf<User>(register, 'users');
    expect(users.find(({ id }) => id === 'master-admin')).toMatchObject({ active: false });
  });

  test('a location more; names and codes are its own', async () => {
    const shop = await newShop();
    const uptown = { ...HARBOR, id: 'uptown', name: 'Uptown', code: 'upt' };
    valueOf(await shop.books.addLocation(uptown));
    for (const taken of [uptown, { ...uptown, id: 'x' }, { ...uptown, id: 'y', name: 'harbor', code: 'y' }]) {
      expect(await shop.books.addLocation(taken)).toMatchObject({ refusal: { code: 'location-taken' } });
    }
    expect((await shop.join('uptown', 'all')).reply.scope).toBe('all');
  });

  test('programs: rules make versions and keep the history of X, enrollments do not (PR-9)', async () => {
    const shop = await newShop();
    const { register } = await shop.join('midtown');
    const first = aProgram();
    expect(await shop.books.putPrograms([first])).toEqual([first]);
    const heads = await shop.books.feedHeads(register);
    await shop.books.putPrograms([first]);
    expect(await shop.books.feedHeads(register)).toEqual(heads);

    const raised = { ...first, cards: [aProgramCard({ buyX: 14 })] };
    const [second] = await shop.books.putPrograms([raised]);
    expect(second).toMatchObject({ version: 2, cards: [{ buyX: 14 }] });
    expect(second?.cards[0]?.buyXHistory).toEqual([
      { version: 1, buyX: 12 },
      { version: 2, buyX: 14 },
    ]);
    const enrollments = [{ locationId: 'harbor', enrolledOn: '2026-01-01', endedOn: null }];
    const [third] = await shop.books.putPrograms([{ ...raised, enrollments }]);
    expect(third).toEqual({ ...second, enrollments });
    expect(await shop.documentsOf<Program>(register, 'programs')).toEqual([third]);
    const versions = await shop.store.programVersions([
      { programId: first.id, version: 1 },
      { programId: first.id, version: 2 },
      { programId: first.id, version: 3 },
    ]);
    expect(versions.map(({ version, document }) => [version, (document as Program).cards[0]?.buyX])).toEqual([
      [1, 12],
      [2, 14],
    ]);
  });
});
