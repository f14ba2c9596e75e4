import { createContext, useContext, useEffect, useState } from 'react';
import type { CustomerView, RegisterContext, RegisterData, RegisterStatus, Unsubscribe } from './register-data';

/** The data layer of this window; provided once by the app. */
export const RegisterDataContext = createContext<RegisterData | null>(null);

/** What screens ask the register's data layer. Throws outside the provider: a mistake of ours, never a cashier's. */
export function useRegisterData(): RegisterData {
  const data = useContext(RegisterDataContext);
  if (data === null) throw new Error('useRegisterData is used outside RegisterDataContext');
  return data;
}

/** The newest value a subscription gave, or undefined before the first. `key` names what is followed. */
export function useWatch<Value>(
  subscribe: (listener: (value: Value) => void) => Unsubscribe,
  key: string,
): Value | undefined {
  const [latest, setLatest] = useState<{ readonly key: string; readonly value: Value }>();
  useEffect(
    () => subscribe((value) => setLatest({ key, value })),
    // The subscription belongs to what `key` names; a new function for the same thing is no reason to start again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [key],
  );
  return latest?.key === key ? latest.value : undefined;
}

/** Network, age of the data, entries not yet at the server (OX-10); undefined before the first word. */
export function useRegisterStatus(): RegisterStatus | undefined {
  const data = useRegisterData();
  return useWatch((listener) => data.watchStatus(listener), 'status');
}

/** One figure or word of the status: what uses it is drawn again when that changes, not with every count. */
export function useStatusPart<Part extends string | number | boolean>(
  partOf: (status: RegisterStatus) => Part,
): Part | undefined {
  const data = useRegisterData();
  const [part, setPart] = useState<Part>();
  useEffect(
    () => data.watchStatus((status) => setPart(partOf(status))),
    // A new function for the same part is no reason to subscribe again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [data],
  );
  return part;
}

/** Settings, location, users, signed-in user; undefined before the first word, null before the first sync. */
export function useRegisterContext(): RegisterContext | null | undefined {
  const data = useRegisterData();
  return useWatch<RegisterContext | null>((listener) => data.watchContext(listener), 'context');
}

/** One customer with cards, followed; undefined while it is read, null when not known here. */
export function useCustomer(customerId: string | null): CustomerView | null | undefined {
  const data = useRegisterData();
  return useWatch<CustomerView | null>(
    (listener) => (customerId === null ? listenOnce(listener) : data.watchCustomer(customerId, listener)),
    customerId ?? '',
  );
}

function listenOnce(listener: (value: null) => void): Unsubscribe {
  listener(null);
  return () => undefined;
}
