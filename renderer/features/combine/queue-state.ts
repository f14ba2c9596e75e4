import { create } from 'zustand';

/** RU-6. */
export const LEAST_ACCOUNTS = 2;
export const MOST_ACCOUNTS = 10;

interface QueueState {
  /** In the order they were queued (RU-8). */
  readonly ids: readonly string[];
  /** The first one queued until another is chosen (RU-6). */
  readonly primaryId: string | null;
  /** One account joins the queue; a pair that somebody was asked about takes its place. */
  readonly add: (customerIds: readonly string[]) => void;
  readonly remove: (customerId: string) => void;
  readonly choose: (primaryId: string) => void;
  readonly clear: () => void;
}

/** The accounts to be combined: they stay queued while somebody is served in between. */
export const useQueue = create<QueueState>((set) => ({
  ids: [],
  primaryId: null,
  add: (customerIds) =>
    set(({ ids, primaryId }) => {
      const isPair = customerIds.length > 1;
      const before = isPair ? [] : ids;
      const queued = [...new Set([...before, ...customerIds])].slice(0, MOST_ACCOUNTS);
      const known = primaryId !== null && queued.includes(primaryId) ? primaryId : null;
      return { ids: queued, primaryId: known ?? queued[0] ?? null };
    }),
  remove: (customerId) =>
    set(({ ids, primaryId }) => {
      const queued = ids.filter((id) => id !== customerId);
      return { ids: queued, primaryId: primaryId === customerId ? (queued[0] ?? null) : primaryId };
    }),
  choose: (primaryId) => set({ primaryId }),
  clear: () => set({ ids: [], primaryId: null }),
}));
