import type { CheckoutDraft } from '../../core/domain/transactions/checkout-draft';
import type { TransactionDocument } from '../../core/domain/transactions/transaction-document';
import type { ContactForm, SavedCustomer } from '../features/customers';
import type { Section } from '../features/frame';

/** Where the cashier is. What a place needs is in it; nothing of it must survive a restart (drafts are files). */
export type Place =
  | { readonly at: 'home' }
  | { readonly at: 'customers' }
  | { readonly at: 'upload' }
  | { readonly at: 'customer'; readonly customerId: string; readonly back: Place }
  | { readonly at: 'deleted-customers' }
  | { readonly at: 'combine'; readonly queued: readonly string[]; readonly back: Place }
  | { readonly at: 'history'; readonly customerId: string; readonly back: Place }
  | {
      readonly at: 'new-customer';
      readonly prefill: Partial<ContactForm>;
      /** The customer step 1 has added; null before. */
      readonly saved: SavedCustomer | null;
      readonly back: Place;
      readonly carry: CheckoutDraft | null;
    }
  /** `carry`: a draft whose items move to the next selected customer (LK-11). */
  | { readonly at: 'lookup'; readonly carry: CheckoutDraft | null }
  | { readonly at: 'checkout'; readonly draft: CheckoutDraft }
  | { readonly at: 'done'; readonly transaction: TransactionDocument }
  | { readonly at: 'work-items' }
  | { readonly at: 'account-management' }
  | { readonly at: 'sync'; readonly back: Place };

const CUSTOMER_PLACES: ReadonlySet<Place['at']> = new Set(['customers', 'customer', 'deleted-customers', 'upload']);

/** The menu entry a place belongs to. */
export function sectionOf(place: Place): Section | null {
  if (place.at === 'home' || place.at === 'work-items') return place.at;
  if (CUSTOMER_PLACES.has(place.at)) return 'customers';
  if (place.at === 'lookup' || place.at === 'checkout' || place.at === 'done') return 'checkout';
  if (place.at === 'history' || place.at === 'new-customer') return sectionOf(place.back);
  return null;
}

/** What the way back is called. */
export function backLabel(place: Place): string {
  const words: Record<Place['at'], string> = {
    home: 'Home',
    customers: 'My Customers',
    upload: 'Upload Customer List',
    customer: 'Customer',
    'deleted-customers': 'Deleted customers',
    combine: 'Combine',
    history: 'Customer History',
    'new-customer': 'New customer',
    lookup: 'Lookup Customer',
    checkout: 'Checkout',
    done: 'Receipt',
    'work-items': 'Work items',
    'account-management': 'Account Management',
    sync: 'Sync',
  };
  return words[place.at];
}
