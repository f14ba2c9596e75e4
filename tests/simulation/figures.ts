import { redemptionStates } from '../../core/domain/cards/redemption-states';
import type { Standing } from '../../core/domain/cards/standing';
import { readBooks } from './invariants/the-books';
import type { World } from '../support/world/world';

/** What a world came to: how much of it was worth checking. */
export interface Figures {
  readonly sales: number;
  readonly rewards: number;
  /** Rewards taken twice (OX-6). */
  readonly conflicts: number;
  readonly customers: number;
  readonly deletions: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly parked: number;
  readonly refused: number;
  readonly sealedLogs: number;
  /** Standings of which a part was condensed. */
  readonly condensed: number;
  /** Histories the server began. */
  readonly epochs: number;
  readonly restarts: number;
}

export const noFigures: Figures = {
  ...{ sales: 0, rewards: 0, conflicts: 0, customers: 0, deletions: 0 },
  ...{ accepted: 0, duplicates: 0, parked: 0, refused: 0, sealedLogs: 0, condensed: 0, epochs: 0, restarts: 0 },
};

/** Counts what is in the books of a world at its end. */
export async function figuresOf(world: World): Promise<Figures> {
  const { reads, accepted } = await readBooks(world);
  const { verdicts } = world.witness;
  const standings = (await reads.documents('standings')).map(({ document }) => document as unknown as Standing);
  const states = standings.flatMap((standing) => [...redemptionStates(standing).values()]);
  const customers = await reads.documents('customers');
  const logs = world.living.flatMap(({ life }) => life.journal.state().logs);
  return {
    sales: [...accepted.values()].filter(({ kind }) => kind === 'transaction-finished').length,
    rewards: states.length,
    conflicts: states.filter((state) => state === 'conflict').length,
    customers: customers.length,
    deletions: customers.filter(({ document }) => document['status'] === 'deleted').length,
    ...{ accepted: verdicts.accepted, duplicates: verdicts.duplicate },
    ...{ parked: verdicts.parked, refused: verdicts.refused },
    sealedLogs: logs.filter(({ sealedThrough }) => sealedThrough !== null).length,
    condensed: standings.filter(({ condensed }) => condensed.before !== '').length,
    epochs: (await reads.server()).epoch?.number ?? 0,
    restarts: world.desks.reduce((sum, { computer }) => sum + computer.starts, 0),
  };
}

/** Both together. */
export function added(one: Figures, other: Figures): Figures {
  const keys = Object.keys(one) as (keyof Figures)[];
  return Object.fromEntries(keys.map((key) => [key, one[key] + other[key]])) as unknown as Figures;
}

/** In words, for a person. */
export function said(figures: Figures): string {
  return Object.entries(figures)
    .map(([what, count]) => `${String(count)} ${what}`)
    .join(', ');
}
