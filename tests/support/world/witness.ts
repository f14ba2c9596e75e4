import { redemptionStates } from '../../../core/domain/cards/redemption-states';
import type { Standing } from '../../../core/domain/cards/standing';
import type { Customer } from '../../../core/domain/customers/customer';
import { belongsTo } from '../../../core/domain/customers/visits';
import { ACCOUNT_FEED, locationFeed } from '../../../core/sync/checkpoint';
import type { FeedReply, FeedRow } from '../../../core/sync/feed';
import type { LogBatch, LogReply, Verdict } from '../../../core/sync/log';
import type { LogEntry } from '../../../core/log/entry';
import type { TransportReply, TransportRequest } from '../../../renderer/data/data-worker/register/ports';
import { Broken } from './broken';
import type { Invariant } from './invariants';
import type { Computer, Life } from './computer';
import type { Plug } from './network';
import { MASTER_LOCATION } from './plan';
import type { Truth } from './truth';

/** Sees every answer of the server as it leaves it, and remembers what the books have said. */
export class Witness {
  /** Transactions the books ever said they hold. */
  readonly inBooks = new Set<string>();
  /** Customers that were ever rolled up, or others into them. */
  readonly rolledUp = new Set<string>();
  /** Redemptions the books ever said are confirmed. */
  readonly confirmed = new Set<string>();
  /** How often the server gave each verdict. */
  readonly verdicts: Record<Verdict['kind'], number> = { accepted: 0, duplicate: 0, parked: 0, refused: 0 };
  /** Names of every log any journal has, by register. */
  readonly logIds = new Map<string, Set<string>>();
  private readonly revokedAt = new Map<string, number>();
  private broken: Broken | null = null;

  constructor(private readonly truth: Truth) {}

  sawJournal({ registerId }: Computer, { journal }: Life): void {
    for (const { logId } of journal.state().logs) this.sawLog(registerId, logId);
  }

  private sawLog(registerId: string, logId: string): void {
    const known = this.logIds.get(registerId) ?? new Set();
    this.logIds.set(registerId, known.add(logId));
  }

  /** The register of this token reads nothing that is asked for from now on. */
  sawRevocation(token: string, at: number): void {
    this.revokedAt.set(token, at);
  }

  /** A backup was put in place: who was revoked since is trusted until somebody tells. */
  sawRestore(): void {
    this.revokedAt.clear();
  }

  sawAnswer(plug: Plug, request: TransportRequest, reply: TransportReply, askedAt: number): void {
    const { path } = request;
    if (reply.status !== 200) return;
    const isReading = path.startsWith('/v1/feed/') || path.startsWith('/v1/customers');
    const revokedAt = this.revokedAt.get(plug.token);
    if (isReading && revokedAt !== undefined && revokedAt < askedAt) {
      this.breaks('a revoked register reads nothing', `${plug.name} got ${path}`);
    }
    if (path === '/v1/log') this.sawVerdicts(plug, request.body as LogBatch, reply.body as LogReply);
    else if (path.startsWith('/v1/feed/') && !path.endsWith('/digest'))
      this.sawPage(plug, path, reply.body as FeedReply);
    else if (path.startsWith('/v1/customers/')) this.sawStanding((reply.body as { standing: Standing }).standing);
  }

  check(): void {
    if (this.broken !== null) throw this.broken;
  }

  private breaks(invariant: Invariant, detail: string): void {
    this.broken ??= new Broken(invariant, detail);
  }

  private sawVerdicts({ registerId }: Plug, { entries }: LogBatch, { verdicts, logId: sentLog }: LogReply): void {
    this.sawLog(registerId, sentLog);
    const sent = new Map((entries as LogEntry[]).map((entry) => [`${entry.logId}/${String(entry.sequence)}`, entry]));
    for (const { logId, sequence, kind, code } of verdicts) {
      this.verdicts[kind] += 1;
      const entry = sent.get(`${logId}/${String(sequence)}`);
      if (entry === undefined) continue;
      const isSale = entry.kind === 'transaction-finished';
      if (isSale && kind === 'refused') this.breaks('a sale is never refused', `${entry.effectId}: ${code}`);
      if (isSale && (kind === 'accepted' || kind === 'duplicate')) this.inBooks.add(entry.effectId);
    }
  }

  private sawPage(plug: Plug, path: string, reply: FeedReply): void {
    if (reply.kind !== 'page') return;
    const feed = decodeURIComponent(path.split('/')[3] ?? '');
    const isOwn = feed === ACCOUNT_FEED || plug.scope === 'all' || feed === locationFeed(plug.locationId);
    if (!isOwn) this.breaks('nobody receives what is not theirs', `${plug.name} got a page of ${feed}`);
    for (const row of reply.rows) {
      if (row.change !== 'put') continue;
      const why = feed === ACCOUNT_FEED ? accountFlaw(row) : locationFlaw(row, feed);
      if (why !== '') this.breaks('nobody receives what is not theirs', `${plug.name}: ${why}`);
      if (row.collection === 'standings') this.sawStanding(row.document as unknown as Standing);
      if (row.collection === 'transactions') this.inBooks.add(row.id);
    }
  }

  private sawStanding(standing: Standing): void {
    for (const { id } of standing.transactions) this.inBooks.add(id);
    for (const [redemptionId, state] of redemptionStates(standing)) {
      if (state === 'confirmed') this.confirmed.add(redemptionId);
    }
    for (const { id } of standing.transactions) {
      if (!this.truth.sales.has(id)) this.breaks('the books hold only what was finished', `${id} in ${standing.id}`);
    }
  }
}

const ACCOUNT_COLLECTIONS = ['settings', 'users', 'programs', 'offers', 'catalogue', 'decisions'];

function accountFlaw({ collection, id }: FeedRow): string {
  return ACCOUNT_COLLECTIONS.includes(collection) ? '' : `${collection}/${id} in the account's feed`;
}

/** Why a document is not for a location's registers; '' when it is. */
function locationFlaw({ collection, id, document }: FeedRow, feed: string): string {
  const locationId = feed.replace(/^location-/, '');
  const name = `${collection}/${id} in ${feed}`;
  if (collection === 'customers') {
    const customer = document as unknown as Customer;
    // Of an account that was rolled up its registers learn into whom, and nothing else.
    const isStub = customer.status === 'merged' && customer.firstName + customer.email + customer.phone === '';
    return belongsTo(customer, locationId) && (customer.status === 'active' || isStub) ? '' : name;
  }
  if (collection === 'standings') return '';
  // What has to be settled anywhere is told at the master location as well (RO-2).
  if (collection === 'workItems' && locationId === MASTER_LOCATION) return '';
  return (document as { readonly locationId?: unknown } | null)?.locationId === locationId ? '' : name;
}
