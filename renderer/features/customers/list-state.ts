import { create } from 'zustand';
import type { CustomerListQuery } from '../../data/register-data';

interface ListState {
  readonly query: CustomerListQuery;
  readonly change: (part: Partial<CustomerListQuery>) => void;
}

/** Filter and page of **My Customers**: they survive opening a customer and going back (CL-12). */
export const useListState = create<ListState>((set) => ({
  query: { text: '', appUsersOnly: false, sort: 'name', locationId: null, page: 0 },
  change: (part) => set(({ query }) => ({ query: { ...query, page: 0, ...part } })),
}));
