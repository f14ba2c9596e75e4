import { expect, test } from 'vitest';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { GENESIS_HASH, isIntact, PROTOCOL_VERSION, WIRE_SCHEMAS_HASH, type LogEntry } from '../../core/log/entry';
import { entryKinds, isEntryKind } from '../../core/log/kinds';
import { ACCOUNT_FEED, locationFeed } from '../../core/sync/checkpoint';
import { FeedReplySchema, type FeedReply, type FeedRequest } from '../../core/sync/feed';
import { JoinReplySchema } from '../../core/sync/join';
import { HeadsReplySchema, HeadsRequestSchema, LogBatchSchema, LogReplySchema } from '../../core/sync/log';
import { MasterListReplySchema, VisitorReplySchema } from '../../core/sync/master-list';
import { createMemoryStore } from '../../sync-server/store/memory-store/memory-store';
import { aProgram } from '../support/factories';
import { aShop, pageOf, valueOf } from './support/a-shop';
import { documentSchemas, wireSchemasHash } from './support/wire-schemas';
import { redeems, WrittenLog } from './support/written-log';

/**
 * The messages of one day at Midtown, as files that both sides read. What protocol 1 said once is understood for ever:
 * these files change only before its first release, or together with a new `PROTOCOL_VERSION` in files of their own.
 */
async function aDay() {
  const shop = await aShop(createMemoryStore());
  await shop.books.putPrograms([aProgram()]);
  const { register, reply: join } = await shop.join('midtown');
  const owner = (await shop.join('harbor', 'all')).register;
  const log = new WrittenLog(register.id, 'midtown', shop.clock);
  const next = () => shop.clock.advance(60_000);

  const contact = { firstName: 'Ann & Bill', lastName: 'Smith', email: 'Ann@Example.com', phone: '+12025550123' };
  const customerId = log.addCustomer(contact, { messages: ['welcome-email', 'opt-in-text'] });
  next();
  const bought = log.sell(customerId, 12);
  next();
  log.sell(customerId, 1, { redemptions: [redeems('redemption-1', bought)], overrideBy: 'master-admin' });
  next();
  const pet = { id: 'rex', name: 'Rex', type: 'Dog', ageYears: 3, ageRecordedOn: '2026-01-05', birthMonth: 5 };
  log.editCustomer(customerId, { phone: '', 'pet:rex': pet });
  log.sell(null, 1);
  const gone = log.addCustomer({ firstName: 'Jo', lastName: 'Li' });
  const byAdmin = { userId: 'master-admin' };
  log.write('customer-deleted', { customerId: gone }, null, byAdmin);
  log.write('customer-restored', { customerId: gone }, null, byAdmin);
  log.write('customer-erased', { customerId: gone }, null, byAdmin);
  const twin = log.addCustomer({ firstName: 'Annie', lastName: 'Smith', phone: '+12025550199' });
  const combined = { rollUpId: 'roll-up-1', primaryId: customerId, otherIds: [twin], joinedPets: [] };
  log.write('customers-combined', combined, null, byAdmin);
  log.write('roll-up-undone', { rollUpId: 'roll-up-1', primaryId: customerId }, null, byAdmin);
  log.write('work-item-settled', { workItemId: 'nothing', resolution: 'seen' }, null, byAdmin);
  const rules = { email: 'required', phone: 'none', pet: 'recommended' } as const;
  const customerFields = { rules, textByDefault: true, welcomeByDefault: false };
  const changes = { customerFields, features: { combine_customers: true } };
  log.write('account-settings-changed', { changes }, null, byAdmin);
  const exported = { what: 'pets', format: 'xlsx', rows: 1, scope: 'midtown', filtered: true } as const;
  log.write('customers-exported', exported, null);
  log.write('audit-recorded', { action: 'sign-in', target: 'cashier', detail: { tries: 2 } }, null);
  log.say('of-a-later-version', { anything: [1, null] }, { secret: true });
  next();

  const batch = log.batch(await shop.books.epoch());
  const logReply = valueOf(await shop.books.acceptBatch(register, batch));
  const request: FeedRequest = { checkpoint: null, limit: 1000, collections: null };
  const accountPage = pageOf(await shop.books.feedPage(register, ACCOUNT_FEED, request));
  const locationPage = pageOf(await shop.books.feedPage(register, locationFeed('midtown'), request));
  const headsRequest = {
    epoch: batch.epoch,
    head: { logId: log.logId, sequence: 2, hash: log.entries[1]?.hash ?? '' },
    acknowledgement: {
      ...{ logId: log.logId, through: logReply.acknowledgedThrough },
      ...{ epochNumber: batch.epoch.number, signature: logReply.signature },
    },
    checkpoints: [accountPage, locationPage].map(({ checkpoint }) => checkpoint),
    decisionsThrough: 0,
  };
  const elsewhere = { ...owner, locationId: 'harbor' };
  return {
    'join-reply': [JoinReplySchema, join],
    'log-batch': [LogBatchSchema, batch],
    'log-reply': [LogReplySchema, logReply],
    'heads-request': [HeadsRequestSchema, headsRequest],
    'heads-reply': [HeadsReplySchema, await shop.books.compareHeads(register, headsRequest)],
    'feed-page-account': [FeedReplySchema, accountPage],
    'feed-page-location': [FeedReplySchema, locationPage],
    matches: [MasterListReplySchema, { matches: valueOf(await shop.books.searchMasterList(elsewhere, 'smith', 50)) }],
    visitor: [VisitorReplySchema, valueOf(await shop.books.visitor(elsewhere, customerId))],
  } as const satisfies Record<string, readonly [TSchema, unknown]>;
}

test('wire schemas and protocol version change only together', () => {
  const why = `The wire schemas are not those pinned for protocol ${PROTOCOL_VERSION} (WIRE_SCHEMAS_HASH).`;
  expect(wireSchemasHash(), why).toBe(WIRE_SCHEMAS_HASH);
});

test('the messages of a day are as they were, and have the shape their schema says', async () => {
  for (const [name, [schema, message]] of Object.entries(await aDay())) {
    expect([...Value.Errors(schema, message)], name).toEqual([]);
    await expect(`${JSON.stringify(message, null, 1)}\n`).toMatchFileSnapshot(`golden/protocol-1/${name}.json`);
  }
});

test('every kind of entry is among them, whole and in its chain', async () => {
  const entries = (await aDay())['log-batch'][1].entries as readonly LogEntry[];
  expect(entries.every(isIntact)).toBe(true);
  expect(entries.map(({ previousHash }) => previousHash)).toEqual([
    GENESIS_HASH,
    ...entries.slice(0, -1).map(({ hash }) => hash),
  ]);
  expect(new Set(entries.map(({ kind }) => kind).filter(isEntryKind))).toEqual(new Set(Object.keys(entryKinds)));
});

test('every document of a feed has the shape of its collection', async () => {
  const day = await aDay();
  const pages = [day['feed-page-account'][1], day['feed-page-location'][1]] as readonly FeedReply[];
  const rows = pages.flatMap((page) => (page.kind === 'page' ? page.rows : []));
  for (const { collection, change, document } of rows.filter((row) => row.change === 'put')) {
    const schema = documentSchemas[collection];
    expect(schema, collection).toBeDefined();
    if (schema !== undefined) expect([...Value.Errors(schema, document)], `${collection} ${change}`).toEqual([]);
  }
  expect(new Set(rows.map(({ collection }) => collection))).toEqual(new Set(Object.keys(documentSchemas)));
});
