import { Loader } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { prefillFromLookup } from '../../core/domain/customers/lookup-prefill';
import { openDraft, type CheckoutDraft } from '../../core/domain/transactions/checkout-draft';
import { changeCustomer } from '../../core/domain/transactions/draft-lines';
import { mayDo } from '../../core/domain/users/permissions';
import { useRegisterContext, useRegisterData, useRegisterStatus } from '../data/hooks';
import type { RegisterContext } from '../data/register-data';
import type { Shell } from '../data/shell';
import { CheckoutScreen, DoneScreen, LookupScreen } from '../features/checkout';
import { CombineScreen, mayCombine } from '../features/combine';
import {
  CustomerScreen,
  DeletedCustomersScreen,
  HistoryScreen,
  MyCustomersScreen,
  NewCustomerScreen,
  tellGone,
} from '../features/customers';
import { fillingWords, Frame, type MenuAction, type Section } from '../features/frame';
import { HomeScreen } from '../features/home';
import { useUnfinished } from './use-unfinished';
import { AccountManagementScreen } from '../features/settings';
import { UploadScreen } from '../features/uploads';
import { SyncScreen } from '../features/sync-status';
import { WorkItemsScreen } from '../features/work-items';
import { EmptyState } from '../ui';
import { backLabel, sectionOf, type Place } from './place';

const HOME: Place = { at: 'home' };
/** A form with nothing in it. */
const NOBODY_YET = { at: 'new-customer', prefill: {}, saved: null } as const;
/** No account is queued beforehand. */
const NOBODY: readonly string[] = [];
const sectionPlaces: Record<Section, Place> = {
  home: HOME,
  checkout: { at: 'lookup', carry: null },
  customers: { at: 'customers' },
  'work-items': { at: 'work-items' },
};

/** The signed-in register: the frame and the screen the cashier is on. */
export function RegisterScreens({ shell, onLock }: { readonly shell: Shell; readonly onLock: () => void }) {
  const context = useRegisterContext();
  const data = useRegisterData();
  const [place, setPlace] = useState<Place>(HOME);
  const progress = useRef<{ readonly of: Place; readonly now: Place } | null>(null);
  /** Where the cashier is, with everything scanned and typed so far: what is come back to. */
  const here = (): Place => (progress.current?.of === place ? progress.current.now : place);
  // A transaction that was flushed when the power went, and whose receipt nobody may have seen, is shown first (PU-19).
  useEffect(() => {
    void data.unseenReceipts().then(([transaction]) => {
      if (transaction !== undefined) setPlace({ at: 'done', transaction });
    });
  }, [data]);
  if (context == null) return <Filling />;
  return (
    <Frame
      context={context}
      section={sectionOf(place)}
      onGo={(section) => setPlace(sectionPlaces[section])}
      actions={actionsOf(context, here, setPlace)}
      onLookup={() => {
        if (place.at !== 'lookup') setPlace({ at: 'lookup', carry: null });
      }}
      onStatus={() => setPlace(place.at === 'sync' ? place.back : { at: 'sync', back: here() })}
      onLock={onLock}
    >
      <Content
        context={context}
        shell={shell}
        place={place}
        here={here}
        onProgress={(now) => {
          progress.current = { of: place, now };
        }}
        onGo={setPlace}
      />
    </Frame>
  );
}

/** What stands under **Actions**: only what the user may use (RO-11). */
function actionsOf(context: RegisterContext, here: () => Place, onGo: (place: Place) => void): readonly MenuAction[] {
  // Admins of other locations see the settings without changing them (FS-9).
  const isAdmin = mayDo(context.user, 'change-location-settings', context);
  // Shown while it is switched off as well: the screen says how it is switched on (RU-2).
  const combine = () => {
    const back = here();
    if (back.at !== 'combine') onGo({ at: 'combine', queued: NOBODY, back });
  };
  return [
    ...(mayDo(context.user, 'combine-customers', context)
      ? [{ word: 'Combine Duplicate Petowner Accounts', onSelect: combine }]
      : []),
    ...(isAdmin ? [{ word: 'Account Management', onSelect: () => onGo({ at: 'account-management' }) }] : []),
  ];
}

/** Before the first word of the server, or when the browser's storage is gone: there is nothing to sell with yet. */
function Filling() {
  const status = useRegisterStatus();
  const unsent = status?.unsentEntries ?? 0;
  return (
    <EmptyState icon={<Loader />} title="Getting this register ready">
      {status?.network === 'offline'
        ? 'The sync server does not answer. This register needs it once, for settings, programs and customers.'
        : status?.filling == null
          ? 'Fetching settings, programs and customers…'
          : fillingWords(status.filling)}
      {unsent > 0 &&
        ` What was done here is safe on this computer: ${unsent === 1 ? '1 entry goes' : `${String(unsent)} entries go`} to the server then.`}
    </EmptyState>
  );
}

interface ContentProps {
  readonly context: RegisterContext;
  readonly shell: Shell;
  readonly place: Place;
  readonly here: () => Place;
  /** The same place with what was scanned or typed there meanwhile. */
  readonly onProgress: (now: Place) => void;
  readonly onGo: (place: Place) => void;
}

function Content({ context, shell, place, here, onProgress, onGo }: ContentProps) {
  const data = useRegisterData();
  const unfinished = useUnfinished(data, place, (draft) => onGo({ at: 'checkout', draft }));
  const openCheckout = (customerId: string | null, carry: CheckoutDraft | null = null) => {
    const draft =
      carry === null
        ? openDraft(crypto.randomUUID(), customerId, Date.now())
        : changeCustomer(carry, customerId, 'move');
    onGo({ at: 'checkout', draft });
  };
  const leaveReceipt = (transactionId: string, next: Place) => {
    void data.discardDraft(transactionId);
    onGo(next);
  };
  // Who only looks whether it is the same person goes back to what was typed or scanned.
  const openCustomer = (customerId: string) => onGo({ at: 'customer', customerId, back: here() });
  const combine = mayCombine(context)
    ? (queued: readonly string[]) => onGo({ at: 'combine', queued, back: here() })
    : undefined;

  switch (place.at) {
    case 'home':
      return (
        <HomeScreen
          greeting={context.settings.accountName}
          onCheckOut={() => onGo({ at: 'lookup', carry: null })}
          onNewCustomer={() => onGo({ ...NOBODY_YET, back: place, carry: null })}
          unfinished={unfinished}
        />
      );
    case 'customers':
      return (
        <MyCustomersScreen
          context={context}
          shell={shell}
          onOpen={openCustomer}
          onAdd={() => onGo({ ...NOBODY_YET, back: place, carry: null })}
          onUpload={() => onGo({ at: 'upload' })}
          onDeleted={() => onGo({ at: 'deleted-customers' })}
        />
      );
    case 'deleted-customers':
      return (
        <DeletedCustomersScreen
          context={context}
          onBack={() => onGo({ at: 'customers' })}
          onOpenCustomer={openCustomer}
        />
      );
    case 'combine':
      return (
        <CombineScreen
          context={context}
          queued={place.queued}
          backLabel={backLabel(place.back)}
          onBack={() => onGo(place.back)}
          onOpenCustomer={(customerId) => onGo({ at: 'customer', customerId, back: { at: 'customers' } })}
        />
      );
    case 'upload':
      return <UploadScreen context={context} onBack={() => onGo({ at: 'customers' })} />;
    case 'customer':
      return (
        <CustomerScreen
          key={place.customerId}
          context={context}
          shell={shell}
          customerId={place.customerId}
          backLabel={backLabel(place.back)}
          onBack={() => onGo(place.back)}
          onHistory={() => onGo({ at: 'history', customerId: place.customerId, back: place })}
          onCheckOut={() => openCheckout(place.customerId)}
          onOpenCustomer={openCustomer}
          onCombine={combine}
          onGone={(gone) => {
            tellGone(gone);
            onGo({ at: 'customers' });
          }}
        />
      );
    case 'history':
      return (
        <HistoryScreen
          customerId={place.customerId}
          backLabel={backLabel(place.back)}
          onBack={() => onGo(place.back)}
        />
      );
    case 'new-customer':
      return (
        <NewCustomerScreen
          context={context}
          prefill={place.prefill}
          saved={place.saved}
          onProgress={(progress) => onProgress({ ...place, ...progress })}
          backLabel={backLabel(place.back)}
          onBack={() => onGo(place.back)}
          onFinished={(customerId) => openCheckout(customerId, place.carry)}
          onOpenCustomer={openCustomer}
          onCombine={combine}
        />
      );
    case 'lookup':
      return (
        <LookupScreen
          onSelect={(customerId) => openCheckout(customerId, place.carry)}
          onAdd={(typed) => {
            const prefill = prefillFromLookup(typed, context.location.country); // NC-21
            onGo({ ...NOBODY_YET, prefill, back: place, carry: place.carry });
          }}
          onWithoutCustomer={() => openCheckout(null, place.carry)}
        />
      );
    case 'checkout':
      return (
        <CheckoutScreen
          key={place.draft.id}
          register={context}
          draft={place.draft}
          onDraft={(draft) => onProgress({ ...place, draft })}
          onIncorrectCustomer={(draft, items) => {
            if (items === 'discard') void data.discardDraft(draft.id);
            onGo({ at: 'lookup', carry: items === 'move' ? draft : null });
          }}
          onHistory={(customerId, draft) => onGo({ at: 'history', customerId, back: { at: 'checkout', draft } })}
          onOpenCustomer={openCustomer}
          onCombine={combine}
          onFinished={(transaction) => onGo({ at: 'done', transaction })}
        />
      );
    case 'done':
      return (
        <DoneScreen
          transaction={place.transaction}
          onNext={() => leaveReceipt(place.transaction.id, { at: 'lookup', carry: null })}
          onHome={() => leaveReceipt(place.transaction.id, HOME)}
        />
      );
    case 'work-items':
      return (
        <WorkItemsScreen
          context={context}
          onCombine={combine}
          onUpload={() => onGo({ at: 'upload' })}
          onOpenCustomer={openCustomer}
        />
      );
    case 'account-management':
      return <AccountManagementScreen context={context} />;
    case 'sync':
      return <SyncScreen onBack={() => onGo(place.back)} />;
  }
}
