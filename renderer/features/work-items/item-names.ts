import { useEffect, useState } from 'react';
import { fullName } from '../../../core/domain/customers/customer';
import type { WorkItem } from '../../../core/domain/work-items/work-item';
import { useCustomer, useRegisterData, useStatusPart } from '../../data/hooks';
import type { RegisterContext } from '../../data/register-data';
import { dayWords } from '../../ui';
import type { ItemNames } from './work-item-words';

/** The people and the register an item speaks of, by the names known here; never from the item, which holds no names. */
export function useItemNames(item: WorkItem, context: RegisterContext): ItemNames {
  const { refs } = item;
  const customer = useName(refs['customerId'] ?? null, item.kind === 'activity-after-deletion');
  const other = useName(refs['otherCustomerId'] ?? null, false);
  const register = context.settings.registers.find(({ id }) => id === refs['registerId'])?.name ?? 'a register';
  const user = context.users.find(({ id }) => id === refs['userId'])?.username ?? '';
  return { customer, other, register, user, dayOf: (instant) => dayWords(instant, context.location) };
}

function useName(customerId: string | null, isDeleted: boolean): string {
  const view = useCustomer(customerId);
  useVisitor(!isDeleted && view === null ? customerId : null);
  const deleted = useDeletedName(isDeleted && view === null ? customerId : null);
  if (view != null) return fullName(view.customer);
  return deleted ?? (view === undefined ? '…' : 'A customer of another location');
}

/** A deleted customer is not kept here; the server tells an Admin who it was (DE-7). */
function useDeletedName(customerId: string | null): string | null {
  const data = useRegisterData();
  const [name, setName] = useState<string | null>(null);
  useEffect(() => {
    if (customerId === null) return;
    let isGone = false;
    void data.deletedCustomers('').then((reply) => {
      const found = reply.ok ? reply.value.find((one) => one.customerId === customerId) : undefined;
      if (!isGone) setName(found === undefined ? 'A deleted customer' : fullName(found));
    });
    return () => {
      isGone = true;
    };
  }, [customerId, data]);
  return customerId === null ? null : name;
}

/** Somebody of another location comes here to be looked at, as by selecting (LO-8): a pair is often of two shops. */
function useVisitor(customerId: string | null): void {
  const data = useRegisterData();
  const isOnline = useStatusPart(({ network }) => network === 'online') ?? false;
  useEffect(() => {
    if (customerId !== null && isOnline) void data.bringCustomer(customerId);
  }, [customerId, data, isOnline]);
}
