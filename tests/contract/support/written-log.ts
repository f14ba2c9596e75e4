import type { Redemption, TransactionFacts } from '../../../core/domain/transactions/transaction';
import {
  contentOf,
  GENESIS_HASH,
  placeEntry,
  PROTOCOL_VERSION,
  type EntryContent,
  type LogEntry,
} from '../../../core/log/entry';
import type { EntryFacts, EntryKind, EntryPersonal } from '../../../core/log/kinds';
import { hashText } from '../../../core/kernel/hash';
import type { Epoch } from '../../../core/sync/epoch';
import type { LogBatch } from '../../../core/sync/log';
import { upc } from '../../support/factories';
import { seededIds, seededRandom, type HandClock } from '../../support/seeded';

/** What may be stated about an entry; the rest is what a cashier of the register's location would write. */
export interface Said {
  readonly userId?: string | null;
  readonly overrideBy?: string | null;
  readonly effectId?: string;
  readonly shownAt?: number;
  readonly offsetMs?: number | null;
  readonly locationId?: string;
  readonly protocol?: number;
  readonly ruleVersions?: Readonly<Record<string, number>>;
}

/** A register's log on paper: entries in their chain, and nothing else of a register. */
export class WrittenLog {
  readonly entries: LogEntry[] = [];
  readonly #ids;

  constructor(
    readonly registerId: string,
    readonly locationId: string,
    readonly clock: HandClock,
    readonly logId = `log-of-${registerId}`,
  ) {
    this.#ids = seededIds(seededRandom(Number.parseInt(hashText(logId).slice(0, 8), 16)));
  }

  newId(): string {
    return this.#ids.newId();
  }

  /** The next entry, of a kind and body that may be nonsense. */
  say(kind: string, facts: object, personal: object | null, said: Said = {}): LogEntry {
    return this.add(
      contentOf({
        ...{ protocol: PROTOCOL_VERSION, effectId: this.newId(), kind, userId: 'cashier', overrideBy: null },
        ...{ locationId: this.locationId, shownAt: this.clock.now(), offsetMs: 0, ruleVersions: {} },
        ...said,
        ...{ facts: { ...facts }, factsSalt: this.#ids.newSalt(16) },
        ...{ personal: personal === null ? null : { ...personal }, personalSalt: this.#ids.newSalt(16) },
      }),
    );
  }

  /** The next entry, with content as another log has it. */
  add(content: EntryContent): LogEntry {
    const last = this.entries.at(-1);
    const place = {
      ...{ registerId: this.registerId, logId: this.logId, sequence: this.entries.length + 1 },
      previousHash: last?.hash ?? GENESIS_HASH,
    };
    const entry = placeEntry(place, content);
    this.entries.push(entry);
    return entry;
  }

  write<Kind extends EntryKind>(
    kind: Kind,
    facts: EntryFacts<Kind>,
    personal: EntryPersonal<Kind>,
    said: Said = {},
  ): LogEntry {
    return this.say(kind, facts, personal, said);
  }

  /** A new customer of this location; answers the id. */
  addCustomer(
    contact: Partial<EntryPersonal<'customer-added'>> = {},
    said: Said & { readonly customerId?: string; readonly messages?: EntryFacts<'customer-added'>['messages'] } = {},
  ): string {
    const { customerId = this.newId(), messages = [], ...rest } = said;
    const personal = { firstName: 'Betty', lastName: 'Smith', email: '', phone: '', internalId: '', ...contact };
    const facts = { customerId, homeLocationId: this.locationId, messages };
    this.write('customer-added', facts, personal, { effectId: customerId, ...rest });
    return customerId;
  }

  editCustomer(customerId: string, changes: Record<string, unknown>, said: Said = {}): LogEntry {
    const facts = { customerId, fields: Object.keys(changes), messages: [] };
    return this.write('customer-edited', facts, { changes }, said);
  }

  /** A visit with so many units of the $60 bag, in the program of the factories; answers the transaction id. */
  sell(
    customerId: string | null,
    units: number,
    more: Said & { readonly transactionId?: string; readonly redemptions?: readonly Redemption[] } = {},
  ): string {
    const { transactionId = this.newId(), redemptions = [], ...said } = more;
    const facts = saleFacts(transactionId, customerId, units, redemptions, said.shownAt ?? this.clock.now());
    const ruleVersions: Record<string, number> = customerId === null ? {} : { 'program-acme': 1 };
    this.write('transaction-finished', facts, null, { effectId: transactionId, ruleVersions, ...said });
    return transactionId;
  }

  batch(epoch: Epoch, from = 1, through = this.entries.length): LogBatch {
    return { epoch, entries: this.entries.slice(from - 1, through) };
  }
}

/** A redemption of the first `count` units of a transaction. */
export function redeems(redemptionId: string, transactionId: string, count = 12): Redemption {
  return {
    ...{ redemptionId, programId: 'program-acme', programCardId: 'card-large', line: 1 },
    punches: Array.from({ length: count }, (_, unit) => ({ transactionId, line: 0, unit })),
    ...{ claimedUpc: upc(60), claimedValueCents: 6000, takenUpc: upc(60), discountCents: 6000 },
  };
}

function saleFacts(
  transactionId: string,
  customerId: string | null,
  units: number,
  redemptions: readonly Redemption[],
  openedAt: number,
): TransactionFacts {
  const bag = { upc: upc(60), description: 'Bag at 60 dollars', unitPriceCents: null, entry: 'scan' } as const;
  const punched = Array.from({ length: customerId === null ? 0 : units }, (_, unit) => ({
    ...{ line: 0, unit, programId: 'program-acme', programCardId: 'card-large', buyX: 12, valueCents: 6000 },
    ...{ reason: units > 1 ? ('stocking-up' as const) : null, reasonText: '' },
  }));
  return {
    ...{ transactionId, kind: 'sale', customerId, openedAt },
    businessDate: new Date(openedAt).toISOString().slice(0, 10),
    receiptNumber: transactionId.slice(0, 8),
    lines: [
      { ...bag, quantity: Math.max(units, 1), kind: 'purchase' },
      ...redemptions.map(() => ({ ...bag, quantity: 1, kind: 'free-good' as const })),
    ],
    punches: punched,
    redemptions: [...redemptions],
    ...{ points: [], tenders: [], customFields: {} },
    discountCents: redemptions.reduce((sum, { discountCents }) => sum + discountCents, 0),
    totalCents: null,
  };
}
