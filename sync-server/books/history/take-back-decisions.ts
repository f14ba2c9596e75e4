import { Value } from 'typebox/value';
import { ok } from '../../../core/kernel/result';
import { DecisionSchema, type Decision } from '../../../core/sync/decision';
import type { FeedChange, ServerRow } from '../../store/rows';
import type { BooksParts, Register } from '../books';
import { changeAccount, type AccountChange } from '../account/change-account';
import { putRegister, registerRow } from '../account/registers';
import type { TokenFacts } from '../account/tokens';
import { decideAccountsAgain } from './decide-accounts-again';
import { sortedBy } from '../../store/sorted-by';
import { decide, decisionText, keepDecisions, type DecisionKind } from './decide';
import { epochOf } from './epoch-of';

/**
 * Takes back decisions that a restore has lost: those with our own signature hold again, joins before revocations as
 * they were made. The register has then answered in this epoch.
 */
export async function takeBackDecisions(
  parts: BooksParts,
  register: Register,
  offered: readonly Decision[],
): Promise<{ readonly taken: number }> {
  const isOurs = (decision: Decision) =>
    Value.Check(DecisionSchema, decision) && parts.signing.isGenuine(decisionText(decision), decision.signature);
  const genuine = sortedBy(offered.filter(isOurs), ({ number }) => number);

  const taken = await changeAccount(parts, async (change) => {
    const changes: FeedChange[] = [];
    let { server } = change;
    let count = 0;
    for (const decision of genuine) {
      const kept = await keepDecisions(change.tx, [decision]);
      const effects = await reapply(change, decision);
      changes.push(...kept, ...effects);
      if (kept.length > 0 || effects.length > 0) count += 1;
      server = { ...server, decisionsThrough: Math.max(server.decisionsThrough, decision.number) };
      if (kept.length === 0 && effects.length > 0) {
        // Its number is taken by a decision of another history, so it is decided anew.
        const again = await decideAgain(change, parts, server, decision);
        server = again.server;
        changes.push(...again.changes);
      }
    }
    await change.tx.putServer(server);
    await markAnswered(change, register, epochOf(server).number);
    return ok({ value: { taken: count }, changes: lastOfEach(changes) });
  });
  for (const decision of genuine) await decideAccountsAgain(parts, decision);
  return taken.ok ? taken.value : { taken: 0 };
}

/** What a decision did, done again where it is undone. */
async function reapply({ tx }: AccountChange, { kind, facts, at }: Decision): Promise<readonly FeedChange[]> {
  const registers = await tx.registers();
  const held = registers.find(({ id }) => id === facts.registerId);
  switch (kind as DecisionKind) {
    case 'register-joined': {
      if (held !== undefined) return [];
      const { tokenHash, ...joined } = facts as TokenFacts & { readonly tokenHash: string };
      return putRegister(tx, registerRow(joined, tokenHash, 0));
    }
    case 'register-revoked':
      return held === undefined || held.revokedAt !== null ? [] : putRegister(tx, { ...held, revokedAt: at });
    default:
      return [];
  }
}

function decideAgain({ tx }: AccountChange, { signing }: BooksParts, server: ServerRow, decision: Decision) {
  const { kind, at, facts } = decision;
  return decide(tx, signing, server, { kind: kind as DecisionKind, at, facts });
}

/** The register has told what it keeps of log 0, or keeps nothing the server could lack. */
export async function noteAnswered(parts: BooksParts, register: Register, epochNumber: number): Promise<void> {
  await changeAccount(parts, async (change) => {
    await markAnswered(change, register, epochNumber);
    return ok({ value: null, changes: [] });
  });
}

async function markAnswered({ tx }: AccountChange, { id }: Register, epochNumber: number): Promise<void> {
  const held = (await tx.registers()).find((register) => register.id === id);
  if (held !== undefined) await tx.putRegister({ ...held, answeredEpoch: epochNumber });
}

/** A feed is told of each document once. */
function lastOfEach(changes: readonly FeedChange[]): readonly FeedChange[] {
  return [...new Map(changes.map((change) => [`${change.feed} ${change.collection} ${change.id}`, change])).values()];
}
