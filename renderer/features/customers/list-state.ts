import { create } from 'zustand';
import type { CustomerListQuery } from '../../data/register-data';

/** An account that just went, said once above the list; one that was deleted can be brought back from there. */
export interface GoneAccount {
  readonly customerId: string;
  readonly name: string;
  readonly how: 'deleted' | 'erased';
}

/** What the person chose. `locationId`: undefined until chosen, null for all locations (LO-9). */
export type ListChoice = Omit<CustomerListQuery, 'locationId'> & { readonly locationId: string | null | undefined };

interface ListState {
  readonly query: ListChoice;
  readonly change: (part: Partial<ListChoice>) => void;
  /** So many pages on, or back. */
  readonly turn: (by: 1 | -1) => void;
  /** The customer opened last: the keyboard goes on there when coming back. */
  readonly openedId: string | null;
  readonly open: (customerId: string) => void;
  readonly gone: GoneAccount | null;
  readonly tell: (gone: GoneAccount | null) => void;
}

/** Filter and page of **My Customers**: they survive opening a customer and going back (CL-12). */
export const useListState = create<ListState>((set, get) => ({
  query: { text: '', appUsersOnly: false, sort: 'name', locationId: undefined, page: 0 },
  change: (part) => set(({ query }) => ({ query: { ...query, page: 0, ...part }, openedId: null })),
  turn: (by) => get().change({ page: Math.max(0, get().query.page + by) }),
  openedId: null,
  open: (openedId) => set({ openedId }),
  gone: null,
  tell: (gone) => set({ gone }),
}));

/** Says above **My Customers** that an account is gone, with the way back. */
export function tellGone(gone: GoneAccount): void {
  useListState.getState().tell(gone);
}
