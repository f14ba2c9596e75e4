import { randomBytes, randomUUID } from 'node:crypto';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { contentOf, GENESIS_HASH, placeEntry, PROTOCOL_VERSION, type LogEntry } from '../../core/log/entry';
import type { EntryFacts, EntryKind, EntryPersonal } from '../../core/log/kinds';
import type { Epoch } from '../../core/sync/epoch';
import type { JoinReply } from '../../core/sync/join';
import type { LogReply } from '../../core/sync/log';
import type { TestServer } from './sync-server';

export interface Said {
  readonly userId?: string | null;
  readonly effectId?: string;
  readonly shownAt?: number;
  readonly locationId?: string;
}

/** A register reduced to its log and its token, talking to a server by `inject`. */
export class TestTill {
  readonly server: TestServer;
  readonly joined: JoinReply;
  readonly logId = randomUUID();
  sequence = 0;
  hash = GENESIS_HASH;
  epoch: Epoch;

  constructor(server: TestServer, joined: JoinReply) {
    this.server = server;
    this.joined = joined;
    this.epoch = joined.epoch;
  }

  /** One request with this till's token. */
  ask(method: 'GET' | 'POST', url: string, payload?: InjectOptions['payload']): Promise<LightMyRequestResponse> {
    const headers = { authorization: `Bearer ${this.joined.token}` };
    return this.server.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  }

  /** The next entry of this till's log; nothing is sent. */
  write<Kind extends EntryKind>(
    kind: Kind,
    facts: EntryFacts<Kind>,
    personal: EntryPersonal<Kind>,
    said: Said = {},
  ): LogEntry {
    return this.writeRaw(kind, facts, personal, said);
  }

  /** The same for a kind or body nobody knows. */
  writeRaw(kind: string, facts: object, personal: object | null, said: Said = {}): LogEntry {
    const content = contentOf({
      ...{
        protocol: PROTOCOL_VERSION,
        effectId: said.effectId ?? randomUUID(),
        kind,
        userId: said.userId ?? 'cashier',
      },
      ...{
        overrideBy: null,
        locationId: said.locationId ?? this.joined.location.id,
        shownAt: said.shownAt ?? Date.now(),
      },
      ...{ offsetMs: 0, ruleVersions: {}, facts: { ...facts }, factsSalt: salt(), personalSalt: salt() },
      personal: personal === null ? null : { ...personal },
    });
    const place = {
      registerId: this.joined.registerId,
      logId: this.logId,
      sequence: this.sequence + 1,
      previousHash: this.hash,
    };
    const entry = placeEntry(place, content);
    this.sequence = entry.sequence;
    this.hash = entry.hash;
    return entry;
  }

  /** A new customer of this till's location, in an entry not yet sent. */
  addCustomer(customerId: string, personal: Partial<EntryPersonal<'customer-added'>> = {}): LogEntry {
    const facts = { customerId, homeLocationId: this.joined.location.id, messages: [] };
    const contact = { firstName: 'Betty', lastName: 'Smith', email: '', phone: '', internalId: '', ...personal };
    return this.write('customer-added', facts, contact, { effectId: customerId });
  }

  /** Sends entries and answers what the server said. */
  send(...entries: readonly unknown[]): Promise<LightMyRequestResponse> {
    return this.ask('POST', '/v1/log', { epoch: this.epoch, entries });
  }

  /** Sends entries that must get a verdict each. */
  async deliver(...entries: readonly LogEntry[]): Promise<LogReply> {
    const reply = await this.send(...entries);
    if (reply.statusCode !== 200) throw new Error(`not delivered: ${reply.body}`);
    return reply.json();
  }

  /** A page of a feed from its start. */
  page(feed: string, limit = 1000): Promise<LightMyRequestResponse> {
    return this.ask('POST', `/v1/feed/${feed}`, { checkpoint: null, limit, collections: null });
  }
}

/** A till at that location. */
export async function aTill(
  server: TestServer,
  locationId: string,
  scope: 'location' | 'all' = 'location',
): Promise<TestTill> {
  return new TestTill(server, await server.join(locationId, scope));
}

function salt(): string {
  return randomBytes(16).toString('hex');
}
