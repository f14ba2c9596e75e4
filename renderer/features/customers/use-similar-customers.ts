import { useEffect, useMemo, useState } from 'react';
import { readContactField, type ContactForm } from '../../../core/domain/customers/contact-fields';
import type { Customer } from '../../../core/domain/customers/customer';
import type { FormRules } from '../../../core/domain/customers/customer-form';
import { haveSameNames } from '../../../core/domain/customers/duplicates';
import type { SearchRow } from '../../../core/domain/customers/search-row';
import { useRegisterData } from '../../data/hooks';
import type { DataRefusal, SimilarCustomers } from '../../data/register-data';
import { takenElsewhere, useHoldersElsewhere } from './use-holders-elsewhere';

/** Nobody types a whole number faster than this; a pause is asked about. Milliseconds. */
const PAUSE_MS = 150;
const NOBODY: SimilarCustomers = { holders: [], namesakes: [] };

/** Who has an identifier already; the same of this location and of others. */
export type Holder = Pick<SearchRow, 'id' | 'firstName' | 'lastName' | 'homeLocationId'>;

export interface Similar {
  readonly holders: readonly Holder[];
  readonly namesakes: readonly SearchRow[];
  /** Why saving is refused for a customer of another location; those of this one are the data layer's to refuse. */
  readonly refusal: DataRefusal | null;
  /** Opens one of them; somebody of another location is brought here first (LO-8). */
  readonly open: (customerId: string) => void;
}

/**
 * Who looks like the customer being typed, while it is typed (IC-7, IC-9). Of a customer who is edited only what was
 * changed is asked about: that two people are called Maria Garcia was said when the second one was added.
 */
export function useSimilarCustomers(
  form: ContactForm,
  rules: Pick<FormRules, 'country' | 'internalIdOn'>,
  onOpenCustomer: (customerId: string) => void,
  before?: Readonly<Customer>,
): Similar {
  const data = useRegisterData();
  const { country, internalIdOn } = rules;
  const [similar, setSimilar] = useState<SimilarCustomers>(NOBODY);
  const isRenamed = before === undefined || !haveSameNames(form, before);
  const [firstName, lastName] = isRenamed ? [form.firstName, form.lastName] : ['', ''];
  // What cannot be stored yet identifies nobody.
  const valid = (field: 'email' | 'phone' | 'internalId') => {
    const read = readContactField(field, form[field], country);
    return read.ok && read.value !== before?.[field] ? read.value : '';
  };
  const [email, phone] = [valid('email'), valid('phone')];
  const internalId = internalIdOn ? valid('internalId') : '';
  const ownId = before?.id;
  useEffect(() => {
    let isGone = false;
    const ask = setTimeout(() => {
      void data.similarCustomers({ firstName, lastName, email, phone, internalId }).then((found) => {
        const isOther = ({ id }: SearchRow) => id !== ownId;
        if (!isGone) setSimilar({ holders: found.holders.filter(isOther), namesakes: found.namesakes.filter(isOther) });
      });
    }, PAUSE_MS);
    return () => {
      isGone = true;
      clearTimeout(ask);
    };
  }, [data, firstName, lastName, email, phone, internalId, ownId]);
  const elsewhere = useHoldersElsewhere({ email, phone });
  return useMemo(() => {
    const here = new Set(similar.holders.map(({ id }) => id));
    const others = elsewhere.filter(({ customerId }) => !here.has(customerId) && customerId !== ownId);
    return {
      holders: [...similar.holders, ...others.map(({ customerId, ...one }): Holder => ({ id: customerId, ...one }))],
      namesakes: similar.namesakes,
      refusal: takenElsewhere(others, { email, phone }),
      open: (customerId) => {
        if (!others.some((one) => one.customerId === customerId)) return onOpenCustomer(customerId);
        void data.bringCustomer(customerId).then(() => onOpenCustomer(customerId));
      },
    };
  }, [data, similar, elsewhere, ownId, email, phone, onOpenCustomer]);
}
