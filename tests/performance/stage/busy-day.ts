import { bigShop, bigShopPrograms } from './big-shop';
import type { CustomerDocument } from './people';
import { businessDateAt } from '../../../core/kernel/calendar';
import { PROTOCOL_VERSION, type EntryDraft } from '../../../core/log/entry';
import { DemoRandom } from '../../../sync-server/demo/demo-random';
import { makeVisit } from '../../../sync-server/demo/visits/make-visit';
import { Shelf, type ShelfCard } from '../../../sync-server/demo/visits/shelf';
import { Wallet } from '../../../sync-server/demo/visits/wallet';

const CASHIER = 'user-casey';

/** What a cashier at the big shop enters on a busy day: nine visits, then a new customer. */
export class BusyDay {
  readonly #random = new DemoRandom(Date.now() % 2 ** 31);
  readonly #shelf = new Shelf(bigShopPrograms);
  readonly #place = bigShop;
  readonly #people: readonly Pick<CustomerDocument, 'id'>[];
  #receipt = 0;

  constructor(people: readonly Pick<CustomerDocument, 'id'>[]) {
    this.#people = people;
  }

  /** The program cards that punch at this location. */
  get cards(): readonly ShelfCard[] {
    const animals = ['Dog', 'Cat', 'Rabbit', 'Bird'] as const;
    const all = animals.flatMap((animal) => this.#shelf.forPet(animal));
    return all.filter((card) => this.#shelf.punches(card, this.#place?.id ?? '', this.#today()));
  }

  /** The next so many entries. */
  entries(count: number): readonly EntryDraft[] {
    return Array.from({ length: count }, (_, at) => (at % 10 === 9 ? this.newCustomer() : this.#visit()));
  }

  /** Somebody who was never here, without email and phone, so that no identifier is taken twice. */
  newCustomer(lastName = this.#random.faker.person.lastName()): EntryDraft {
    const id = this.#random.newId();
    const named = { firstName: 'Bea', lastName, email: '', phone: '', internalId: '' };
    const facts = { customerId: id, homeLocationId: this.#place?.id ?? '', messages: [] };
    return this.#draft('customer-added', id, facts, named, {});
  }

  #visit(): EntryDraft {
    const random = this.#random;
    const person = { id: random.pick(this.#people).id, email: '', address: null };
    const card = random.pick(this.cards);
    this.#receipt += 1;
    const facts = makeVisit(random, this.#shelf, person, new Wallet(), {
      ...{ at: Date.now(), locationId: this.#place?.id ?? '', businessDate: this.#today(), redeems: 0 },
      ...{ receiptNumber: `BENCH-${String(this.#receipt)}`, baskets: [{ shelfCard: card, units: 1, paper: false }] },
    });
    const versions = { [card.program.id]: this.#shelf.versions[card.program.id] ?? 1 };
    return this.#draft('transaction-finished', facts.transactionId, facts, null, versions);
  }

  #draft(
    kind: EntryDraft['kind'],
    effectId: string,
    facts: object,
    personal: object | null,
    ruleVersions: Readonly<Record<string, number>>,
  ): EntryDraft {
    const salts = { factsSalt: this.#random.newSalt(), personalSalt: this.#random.newSalt() };
    return {
      ...{ protocol: PROTOCOL_VERSION, effectId, kind, userId: CASHIER, overrideBy: null, offsetMs: 0 },
      ...{ locationId: this.#place?.id ?? '', shownAt: Date.now(), ruleVersions: { ...ruleVersions } },
      ...{ facts: { ...facts }, personal: personal === null ? null : { ...personal }, ...salts },
    };
  }

  #today(): string {
    return businessDateAt(Date.now(), this.#place?.timeZone ?? 'UTC');
  }
}
