import type { Result } from '../../../core/kernel/result';
import type { Transport, TransportReply, TransportRequest } from '../../../renderer/data/data-worker/register/ports';
import type { Books, Register } from '../../../sync-server/books/books';
import { Refused, valueOf } from '../../../sync-server/plugins/refused';

type FollowHeads = (tell: (heads: Readonly<Record<string, number>>) => void) => () => void;

/** Speaks to the books as the server's routes do, without HTTP; everything crosses as JSON. */
export function booksTransport(books: Books, token: string, follow: FollowHeads): Transport {
  return {
    async send(request) {
      const register = await books.registerOfToken(token);
      if (register === null) return { status: 401, body: { code: 'unknown-register', message: 'Unknown register.' } };
      const asked = JSON.parse(JSON.stringify(request)) as TransportRequest;
      return JSON.parse(JSON.stringify(await answered(books, register, asked))) as TransportReply;
    },
    live: (onEvent, signal) =>
      new Promise((resolve) => {
        const stop = follow((heads) => {
          void books.registerOfToken(token).then(async (register) => {
            const own = register === null ? [] : await books.feedsOf(register);
            const mine = Object.entries(heads).filter(([feed]) => own.includes(feed));
            if (mine.length > 0 && !signal.aborted) onEvent({ heads: Object.fromEntries(mine) });
          });
        });
        signal.addEventListener('abort', () => {
          stop();
          resolve();
        });
      }),
  };
}

async function answered(books: Books, register: Register, request: TransportRequest): Promise<TransportReply> {
  try {
    return { status: 200, body: await answerOf(books, register, request) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { status: error.status, body: error.reply };
  }
}

const readJson = (bytes: Buffer): unknown => JSON.parse(bytes.toString());

async function answerOf(books: Books, register: Register, { path, body }: TransportRequest): Promise<unknown> {
  const url = new URL(path, 'http://server');
  const [, , noun, name, part] = url.pathname.split('/').map(decodeURIComponent);
  const number = (parameter: string) => Number(url.searchParams.get(parameter));
  const refusedUnless = <Value>(result: Result<Value, { code: string; message: string }>) => valueOf(result);
  if (register.revokedAt !== null && noun !== 'log') {
    throw new Refused(403, { code: 'register-revoked', message: 'This register was revoked.' });
  }
  if (noun === 'log' && name === 'heads') return books.compareHeads(register, body as never);
  if (noun === 'log' && name !== undefined) return books.ownEntries(register, name, number('after'), number('limit'));
  if (noun === 'log') return refusedUnless(await books.acceptBatch(register, body as never));
  if (noun === 'feed' && part === 'digest') return refusedUnless(await books.feedDigest(register, name ?? ''));
  if (noun === 'feed') return readJson(refusedUnless(await books.feedPage(register, name ?? '', body as never)));
  if (noun === 'decisions') return books.takeBackDecisions(register, (body as { decisions: [] }).decisions);
  if (noun === 'deleted-customers') {
    return { customers: await books.deletedCustomers(register, url.searchParams.get('text') ?? '') };
  }
  if (noun === 'customers' && part === 'history')
    return { visits: refusedUnless(await books.historyOf(register, name ?? '')) };
  if (noun === 'customers' && part === 'former-values')
    return { values: refusedUnless(await books.formerValuesOf(register, name ?? '')) };
  if (noun === 'customers' && part === 'roll-ups') return { rollUps: await books.rollUpsOf(name ?? '') };
  if (noun === 'customers' && name !== undefined) return refusedUnless(await books.visitor(register, name));
  const text = url.searchParams.get('text') ?? '';
  return { matches: refusedUnless(await books.searchMasterList(register, text, number('limit'))) };
}
