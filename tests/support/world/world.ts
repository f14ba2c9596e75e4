import { MINUTE_MS, SECOND_MS } from '../../../core/kernel/amounts';
import type { User } from '../../../core/domain/organisation/organisation';
import { isSameEpoch } from '../../../core/sync/epoch';
import type { JoinReply, UsersReply } from '../../../core/sync/join';
import type { Books } from '../../../sync-server/books/books';
import { valueOf } from '../factories';
import { PlainBrowser, RxdbBrowser } from './browser';
import { Chance } from './chance';
import { Computer, type ComputerChanges, type Life } from './computer';
import { Counter } from './counter';
import { memoryPlace, type OpenPlace } from './master-place';
import { Network } from './network';
import { Office } from './office';
import { type ComputerPlan, type FaultKind, type WorldPlan } from './plan';
import { businessOf, programsOf } from './shop';
import { Story } from './story';
import { revokeAgain } from './revocations';
import { SyncServers } from './sync-servers';
import { Truth } from './truth';
import { VirtualTime } from './virtual-time';
import { Witness } from './witness';

/** How a world may differ from the product, for planting known bugs. Each wraps a part the world is made of. */
export interface WorldChanges {
  readonly openPlace?: (open: OpenPlace) => OpenPlace;
  readonly books?: (books: Books) => Books;
  readonly computer?: ComputerChanges;
}

export interface WorldOptions {
  readonly changes?: WorldChanges;
  /** Where the master list lies when the plan asks for PostgreSQL. */
  readonly postgresPlace?: (time: VirtualTime) => OpenPlace;
  readonly onLine?: (line: string) => void;
}

/** A computer with the people at it. */
export interface Desk {
  readonly computer: Computer;
  readonly counter: Counter;
  readonly office: Office;
  /** Somebody starts it again after it died. */
  isAttended: boolean;
  isRevoked: boolean;
  /** Its disk was put back to an older image, or copied to another computer. */
  isImaged: boolean;
}

/** How long a settled world may take to become quiet (liveness). */
const QUIET_WITHIN_MS = 6 * MINUTE_MS;

/**
 * Registers at counters, the network between, and the sync server, all in one process: the real code, in a world whose
 * time, network, disks and ids follow from a seed.
 */
export class World {
  readonly time = new VirtualTime();
  readonly chance: Chance;
  readonly story: Story;
  readonly truth = new Truth();
  readonly witness = new Witness(this.truth);
  readonly servers: SyncServers;
  readonly network: Network;
  readonly desks: Desk[] = [];
  /** Registers that kept the decision to revoke another when a backup was put in place, by whom it is about. */
  readonly tellers = new Map<string, Set<string>>();
  /** Kinds of faults that may strike now; empty when the world is healed. */
  readonly active: Set<FaultKind>;
  private failure: unknown = null;
  private readonly working = new Set<Promise<void>>();
  private users: readonly User[] = [];

  constructor(
    readonly plan: WorldPlan,
    private readonly options: WorldOptions = {},
  ) {
    this.chance = new Chance(plan.seed);
    this.active = new Set(plan.faults);
    this.story = new Story(() => this.time.now, options.onLine);
    this.servers = new SyncServers(this.time, this.chance.fork('servers'), this.story, plan.interleaving);
    const { time, servers } = this;
    this.network = new Network(
      {
        ...{ time, servers, chance: this.chance.fork('network'), locationIds: plan.locationIds },
        onAnswer: (plug, request, reply, askedAt) => {
          this.witness.sawAnswer(plug, request, reply, askedAt);
          if (reply.status === 200 && request.path.startsWith('/v1/feed/')) {
            const { checkpoint } = reply.body as {
              readonly checkpoint?: Parameters<typeof servers.watch.handedOut>[0];
            };
            if (checkpoint !== undefined) servers.watch.handedOut(checkpoint);
          }
        },
      },
      () => this.active,
    );
  }

  /** Sets up the business and starts every register. */
  async open(): Promise<void> {
    const { plan, servers, options } = this;
    const open = plan.master === 'postgres' ? options.postgresPlace?.(this.time) : memoryPlace;
    if (open === undefined) throw new Error('This seed needs a real PostgreSQL.');
    await servers.open(options.changes?.openPlace?.(open) ?? open, options.changes?.books);
    const business = businessOf(plan);
    this.users = business.users.map(({ user }) => user);
    await servers.undisturbed(async (books) => {
      await books.prepare();
      valueOf(await books.setUpBusiness(business));
      await books.putPrograms(programsOf(plan));
    });
    for (const [index, computer] of plan.computers.entries()) {
      const desk = await this.addDesk(`register ${String(index + 1)}`, computer);
      this.start(desk);
    }
    await this.rest();
    await servers.backUp();
    for (const { desk, life } of this.living) {
      this.work(async () => {
        for (let first = 0; first < 2; first += 1) await desk.counter.addCustomer(life);
        await desk.counter.serve(life);
      });
    }
    await this.rest();
  }

  /** A new computer at a counter; it is off. */
  async addDesk(name: string, { locationId, scope, clockMs }: ComputerPlan): Promise<Desk> {
    const joined = await this.servers.undisturbed(async (books) => {
      const code = valueOf(await books.createJoinCode(locationId, scope));
      return valueOf(await books.redeemJoinCode({ code, registerName: name }));
    });
    const desk = this.deskOf(name, joined);
    desk.computer.clockMs = clockMs;
    return desk;
  }

  /** The desk of a computer that knows itself as `joined` says. */
  deskOf(name: string, joined: JoinReply): Desk {
    const { time, network, plan, story, truth, options } = this;
    const chance = this.chance.fork(name);
    // The free RxDB opens the collections of one register in a process.
    const isRxdb = plan.browser === 'rxdb' && this.desks.length === 0;
    const browser = isRxdb
      ? new RxdbBrowser(time, `${String(plan.seed)}-${name.replaceAll(' ', '-')}-`)
      : new PlainBrowser();
    const computer = new Computer(name, {
      ...{ time, network, joined, chance },
      browser,
      changes: options.changes?.computer ?? {},
      pace: {
        ...{ pollMs: plan.pollMs, batchSize: plan.batchSize, pageSize: plan.pageSize },
        compareEveryMs: plan.compareEveryMs,
      },
      staff: () => this.staff(),
      onDied: (_, how) => {
        story.tell(`${name} ended: ${how}`);
        computer.lastTroubleAt = time.now;
        if (desk.isAttended) time.after(chance.whole(400, 9000), () => this.start(desk));
      },
    });
    const diesAtReceipt = () => this.active.has('crash-at-receipt') && chance.is(0.12);
    const counter = new Counter({ computer, chance, story, truth, isHeavy: plan.isHeavy, diesAtReceipt });
    const office = new Office({ computer, counter, chance, story, truth });
    const desk: Desk = { computer, counter, office, isAttended: true, isRevoked: false, isImaged: false };
    this.desks.push(desk);
    return desk;
  }

  /** Staff as the server told it last. */
  staff(): UsersReply {
    const locations = businessOf(this.plan).locations.map(({ id, kind }) => ({ id, kind }));
    return { users: [...this.users], locations };
  }

  setUsers(users: readonly User[]): void {
    this.users = users;
  }

  /** Whoever may work at a desk. */
  peopleAt({ computer }: Desk): readonly User[] {
    return this.users.filter(({ locationId }) => locationId === computer.locationId);
  }

  /** Starts a computer, and goes on with what was left there. Takes no time by itself. */
  start(desk: Desk): void {
    const { computer, counter } = desk;
    if (computer.isOn) return;
    const user = this.chance.pick(this.peopleAt(desk));
    this.work(async () => {
      const life = await computer.boot(user);
      if (life === null) return;
      this.story.tell(`${computer.name} starts, ${user.id} at it`);
      this.witness.sawJournal(computer, life);
      await counter.takeUp(life);
      await counter.finishLeft(life);
    });
  }

  /** Work somebody does while time passes. A mistake in it ends the world. */
  work(work: () => Promise<void>): void {
    const done = work()
      .catch((error: unknown) => {
        this.failure ??= error;
      })
      .finally(() => this.working.delete(done));
    this.working.add(done);
  }

  /** Lets time pass until nobody is at work, at most a while: somebody may wait for the network. */
  async rest(withinMs = 2 * MINUTE_MS): Promise<void> {
    await this.time.until(() => this.working.size === 0, withinMs);
    this.check();
  }

  /** Something a part of the world could not tell otherwise. */
  check(): void {
    if (this.failure !== null) throw this.failure;
    this.servers.watch.check();
    this.witness.check();
  }

  /** Registers that run, with their lives. */
  get living(): readonly { readonly desk: Desk; readonly life: Life }[] {
    return this.desks.flatMap((desk) => {
      const { life } = desk.computer;
      return life === null ? [] : [{ desk, life }];
    });
  }

  /** Everything works again: cables in, servers up, no more faults. Clocks stay as they are. */
  heal(): void {
    this.active.clear();
    this.servers.heal();
    for (const { computer } of this.desks) {
      computer.diskFault = () => null;
      computer.browserFault = () => null;
      this.network.plug(computer, true);
    }
  }

  /**
   * Heals everything and waits until every register has sent what it had and read what there is. Answers what still
   * stands still after a time that is more than enough, in words; '' for nothing.
   */
  async settle(): Promise<string> {
    this.story.tell('everything works again');
    this.heal();
    for (const desk of this.desks) if (desk.isAttended) this.start(desk);
    await this.rest();
    for (const { desk, life } of this.living) this.work(() => desk.counter.finishLeft(life));
    await this.rest();
    await revokeAgain(this);
    let late = 'nobody looked';
    for (let waited = 0; waited < QUIET_WITHIN_MS; waited += 5 * SECOND_MS) {
      await this.time.pass(5 * SECOND_MS);
      this.check();
      late = await this.standingStill();
      if (late === '' && this.network.underWay === 0) return '';
    }
    return late;
  }

  private async standingStill(): Promise<string> {
    for (const { desk, life } of this.living) {
      const { name } = desk.computer;
      const status = life.register.status();
      if (status === null) return `${name} has not begun`;
      const log = life.journal.state().logs.at(-1);
      if (log !== undefined && log.acknowledgedThrough < log.head.sequence) return `${name} has not sent its journal`;
      if (status.unsentEntries > 0) return `${name} has ${String(status.unsentEntries)} entries to send`;
      if (desk.isRevoked) continue;
      if (status.filling !== null) return `${name} is still filling`;
      const reads = await this.servers.place.look();
      const heads = await reads.feedHeads(await life.register.ready().then((engine) => engine.feeds()));
      const seen = await life.store.readSeen();
      const { epoch } = await reads.server();
      for (const [feed, head] of Object.entries(heads)) {
        const place = seen[feed]?.checkpoint?.epoch;
        const isFollowed = epoch === null || place === undefined || isSameEpoch(place, epoch);
        if (!isFollowed) return `${name} read ${feed} of another history`;
        const read = Math.min(seen[feed]?.checkpoint?.sequence ?? 0, seen[feed]?.transactions?.sequence ?? 0);
        if (read < head) return `${name} read ${feed} through ${String(read)} of ${String(head)}`;
        // Until it shows its place, nobody knows that a backup without it was put in place (a poll away).
        for (const shown of [seen[feed]?.checkpoint, seen[feed]?.transactions]) {
          const known = await reads.feedPosition(feed, shown?.sequence ?? 0);
          const isLost = shown != null && shown.sequence > 0 && known.stamp !== shown.stamp;
          if (isLost) return `${name} stands at ${String(shown.sequence)} of ${feed}, which nobody knows any more`;
        }
      }
    }
    return '';
  }

  async close(): Promise<void> {
    for (const desk of this.desks) desk.isAttended = false;
    for (const { desk } of this.living) await this.time.finish(desk.computer.shutDown()).catch(() => undefined);
    await this.servers.place.close();
  }
}
