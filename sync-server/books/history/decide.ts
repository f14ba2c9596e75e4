import { hashValue } from '../../../core/kernel/hash';
import type { Instant } from '../../../core/kernel/amounts';
import { ACCOUNT_FEED } from '../../../core/sync/checkpoint';
import type { Decision } from '../../../core/sync/decision';
import type { DocumentRow, FeedChange, ServerRow } from '../../store/rows';
import type { StoreTransaction } from '../../store/store';
import type { Signing } from '../signing';
import { epochOf } from './epoch-of';

/** Decisions of one epoch are numbered from here, so that no two histories give the same number. */
const NUMBERS_PER_EPOCH = 1_000_000;

/** What the server decides itself. */
export type DecisionKind =
  | 'register-joined'
  | 'register-revoked'
  | 'epoch-began'
  | 'customers-rolled-up'
  | 'roll-up-undone'
  | 'customer-erased'
  | 'work-item-settled'
  | 'list-uploaded'
  | 'upload-undone';

/** What a decision's signature covers. */
export function decisionText({ id, number, kind, at, facts }: Omit<Decision, 'signature'>): string {
  return ['decision', hashValue([id, number, kind, at, facts])].join('|');
}

/** Appends one decision to log 0. `server` is locked; answers it with the new number. */
export async function decide(
  tx: StoreTransaction,
  signing: Signing,
  server: ServerRow,
  decision: { readonly kind: DecisionKind; readonly at: Instant; readonly facts: Readonly<Record<string, unknown>> },
): Promise<{ readonly server: ServerRow; readonly changes: readonly FeedChange[] }> {
  const first = epochOf(server).number * NUMBERS_PER_EPOCH + 1;
  const number = Math.max(server.decisionsThrough + 1, first);
  const unsigned = { id: decisionId(number), number, ...decision, facts: { ...decision.facts } };
  const signed: Decision = { ...unsigned, signature: signing.sign(decisionText(unsigned)) };
  return { server: { ...server, decisionsThrough: number }, changes: await keepDecisions(tx, [signed]) };
}

/** Keeps decisions and makes them documents of the account; those that are there already are skipped. */
export async function keepDecisions(
  tx: StoreTransaction,
  decisions: readonly Decision[],
): Promise<readonly FeedChange[]> {
  const added = await tx.addDecisions(decisions);
  await tx.putDocuments(added.map(decisionRow));
  return added.map(({ id }) => ({ feed: ACCOUNT_FEED, collection: 'decisions', id, change: 'put' }));
}

function decisionRow(decision: Decision): DocumentRow {
  return { collection: 'decisions', id: decision.id, owner: null, document: { ...decision } };
}

function decisionId(number: number): string {
  return `decision-${String(number).padStart(12, '0')}`;
}
