import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { afterAll, expect, test } from 'vitest';
import { cardsOf } from '../../core/domain/cards/cards-of';
import { StandingSchema } from '../../core/domain/cards/standing';
import { CustomerSchema, fullName } from '../../core/domain/customers/customer';
import { programBook } from '../../core/domain/programs/program-book';
import { ProgramSchema } from '../../core/domain/programs/program';
import { WorkItemSchema } from '../../core/domain/work-items/work-item';
import { businessDateAt } from '../../core/kernel/calendar';
import { aServer } from '../../tests/support/sync-server';
import { aDatabase } from '../../tests/support/postgres';

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pawtill-demo-'));
  folders.push(folder);
  return folder;
}

/** Thousands of entries on a busy machine. */
const PATIENCE_MS = 120_000;

const payload = { kind: 'demo', registerName: 'Front counter' };

test(
  'the demo is a business one can work with at once, and its cards show every state',
  { timeout: PATIENCE_MS },
  async () => {
    const server = await aServer({ demoCustomers: 400 });
    const reply = await server.app.inject({ method: 'POST', url: '/v1/setup', payload });
    const joined = reply.json();
    expect(joined).toMatchObject({ registerName: 'Front counter', location: { id: 'midtown', name: 'Midtown' } });
    expect(joined.users).toHaveLength(3);
    for (const { demoPin } of joined.users) expect(demoPin).toMatch(/^\d{6}$/);
    const signIn = await server.app.inject({
      ...{ method: 'POST', url: '/v1/sign-in', headers: { authorization: `Bearer ${joined.token}` } },
      payload: { userId: joined.users[0].id, pin: joined.users[0].demoPin },
    });
    expect(signIn.statusCode).toBe(200);

    const state = (await server.app.inject({ url: '/v1/setup' })).json();
    expect(state.state).toBe('preparing');
    expect(await server.demo.settled()).toMatchObject({ odd: 0, complete: true });
    expect((await server.app.inject({ url: '/v1/setup' })).json()).toEqual({ state: 'ready', progress: 1 });

    const documents = async (name: 'customers' | 'standings' | 'programs' | 'workItems') =>
      (await server.store.documents(name)).map(({ document }) => document);
    expect(await documents('customers')).toHaveLength(400);
    const items = (await documents('workItems')).map((item) => Value.Parse(WorkItemSchema, item));
    // Two people with one name are no reason to worry about (IC-9); nothing else is either.
    expect(items.map(({ kind, code }) => `${kind} ${code}`)).toEqual([]);

    const customers = (await documents('customers')).map((one) => Value.Parse(CustomerSchema, one));
    const book = programBook((await documents('programs')).map((one) => Value.Parse(ProgramSchema, one)));
    const today = businessDateAt(Date.now(), 'America/Chicago');
    const cards = (await documents('standings')).flatMap((one) => {
      const standing = Value.Parse(StandingSchema, one);
      const question = { today, locationId: 'midtown', unconfirmedTransactions: new Set<string>() };
      return cardsOf(standing, book, question).map((card) => ({
        card,
        who: customers.find(({ id }) => id === standing.id),
      }));
    });
    const states = new Set(cards.map(({ card }) => card.status));
    expect([...states]).toEqual(expect.arrayContaining(['open', 'completed', 'redeemed']));
    expect(cards.every(({ card }) => card.redemption === null || card.redemption.state === 'confirmed')).toBe(true);
    expect(cards.some(({ card }) => card.here === 'not-enrolled')).toBe(true);
    expect(cards.some(({ card }) => card.expiring !== null)).toBe(true);

    const cardsNamed = (name: string) =>
      cards.filter(({ who }) => who !== undefined && fullName(who) === name).map(({ card }) => card);
    expect(cardsNamed('Ann & Bill Smith')).toMatchObject([{ count: 10, buyX: 12, status: 'open' }]);
    expect(cardsNamed('Pat Kim')).toMatchObject([{ count: 11, buyX: 12, status: 'open' }]);
    expect(cardsNamed('Betty Smith')).toMatchObject([{ count: 8, status: 'completed', mayRedeem: true }]);
    expect(cardsNamed('Dana Whitfield')).toMatchObject([{ count: 9, expiring: { count: 3 } }]);
    expect(cardsNamed('Elena Petrova')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ status: 'completed', mayRedeem: false, redeemableAt: ['harbor', 'uptown'] }),
      ]),
    );
    expect(
      cardsNamed('Harold Finch')
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['open', 'redeemed']);
    expect(customers.filter(({ type }) => type === 'employee')).toHaveLength(1);
    expect(customers.filter(({ type }) => type === 'breeder')).toHaveLength(1);
  },
);

test(
  'a demo that was interrupted goes on where it was, and nothing is in it twice (OX-2)',
  { timeout: PATIENCE_MS },
  async () => {
    const database = await aDatabase();
    const dataFolder = await aFolder();
    const first = await aServer({ database, demoCustomers: 300, dataFolder });
    await first.app.inject({ method: 'POST', url: '/v1/setup', payload });
    await first.demo.stop();
    const interrupted = await first.demo.settled();
    expect(interrupted?.complete).toBe(false);

    const second = await aServer({ database, dataFolder });
    await second.demo.resume();
    expect(await second.demo.settled()).toMatchObject({ odd: 0, complete: true });
    expect(await second.store.documents('customers')).toHaveLength(300);
    const visits = (await second.store.documents('transactions')).length;
    const again = await aServer({ database, dataFolder });
    await again.demo.resume();
    expect(await again.demo.settled()).toBeNull();
    expect((await again.store.documents('transactions')).length).toBe(visits);
  },
);
