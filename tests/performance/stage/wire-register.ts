import { contentOf, GENESIS_HASH, placeEntry, type EntryDraft, type LogEntry } from '../../../core/log/entry';
import type { Epoch } from '../../../core/sync/epoch';
import type { FeedCollection, FeedReply } from '../../../core/sync/feed';
import type { JoinReply } from '../../../core/sync/join';
import type { LogReply } from '../../../core/sync/log';
import type { RunningSyncServer } from '../../e2e/support/sync-server';

type Page = Extract<FeedReply, { readonly kind: 'page' }>;

/** A register without screens: it speaks to the server over HTTP, and nothing of what it hears is kept. */
export class WireRegister {
  readonly #server: RunningSyncServer;
  readonly #joined: JoinReply;
  readonly #logId = `bench-${String(Date.now())}`;
  #last: LogEntry | null = null;

  private constructor(server: RunningSyncServer, joined: JoinReply) {
    this.#server = server;
    this.#joined = joined;
  }

  /** Joins as an owner's computer at the master location, so that it may read every feed. */
  static async join(server: RunningSyncServer): Promise<WireRegister> {
    const code = await server.command('join-code', '--all');
    const reply = await post(`${server.url}/v1/join`, { code, registerName: 'Bench' }, {});
    return new WireRegister(server, reply as JoinReply);
  }

  get locationId(): string {
    return this.#joined.location.id;
  }

  get epoch(): Epoch {
    return this.#joined.epoch;
  }

  /** Puts drafts at the end of the log, with their hashes; they must be sent in this order. */
  place(drafts: readonly EntryDraft[]): readonly LogEntry[] {
    return drafts.map((draft) => {
      const last = this.#last;
      const at = { registerId: this.#joined.registerId, logId: this.#logId };
      const next = { sequence: (last?.sequence ?? 0) + 1, previousHash: last?.hash ?? GENESIS_HASH };
      this.#last = placeEntry({ ...at, ...next }, contentOf(draft));
      return this.#last;
    });
  }

  /** Delivers entries. Rejects when one of them was not simply accepted: then something else would be measured. */
  async send(entries: readonly LogEntry[]): Promise<void> {
    const reply = (await this.post('/v1/log', { epoch: this.epoch, entries })) as LogReply;
    const odd = reply.verdicts.find(({ kind, code }) => kind !== 'accepted' || code !== '');
    if (odd !== undefined) throw new Error(`an entry was not accepted: ${odd.kind} ${odd.code}`);
  }

  async page(feed: string, after: Page | null, collections: readonly FeedCollection[] | null = null): Promise<Page> {
    const asked = { checkpoint: after?.checkpoint ?? null, limit: 1000, collections };
    const reply = (await this.post(`/v1/feed/${feed}`, asked)) as FeedReply;
    if (reply.kind !== 'page') throw new Error(`the feed ${feed} was not readable from there`);
    return reply;
  }

  post(path: string, body: object): Promise<unknown> {
    return post(`${this.#server.url}${path}`, body, { authorization: `Bearer ${this.#joined.token}` });
  }
}

async function post(url: string, body: object, headers: Readonly<Record<string, string>>): Promise<unknown> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
  const reply = await fetch(url, { ...init, body: JSON.stringify(body) });
  if (!reply.ok)
    throw new Error(`${new URL(url).pathname} was answered ${String(reply.status)}: ${await reply.text()}`);
  return reply.json();
}
