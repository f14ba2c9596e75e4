import { useEffect, useMemo, useState } from 'react';
import { readContactField, type ContactForm } from '../../../core/domain/customers/contact-fields';
import { cleanText } from '../../../core/domain/customers/clean-text';
import type { AccountForm } from '../../../core/domain/customers/conversion';
import type { Customer } from '../../../core/domain/customers/customer';
import type { FormRules } from '../../../core/domain/customers/customer-form';
import { currentKeys, employeeKeys, haveSameNames, sharedIdentifiers } from '../../../core/domain/customers/duplicates';
import { rowKeys, type SearchRow } from '../../../core/domain/customers/search-row';
import type { MasterListMatch } from '../../../core/sync/master-list';
import { useRegisterData } from '../../data/hooks';
import type { DataRefusal } from '../../data/register-data';
import { takenElsewhere, useHoldersElsewhere } from './use-holders-elsewhere';

/** Nobody types a whole number faster than this; a pause is asked about. Milliseconds. */
const PAUSE_MS = 150;
const NOBODY: Pick<Similar, 'holders' | 'namesakes'> = { holders: [], namesakes: [] };

/** Who has an identifier already; the same of this location and of others. */
export type Holder = Pick<SearchRow, 'id' | 'firstName' | 'lastName' | 'homeLocationId'> & {
  /** It is the Employee ID, and nothing else, that this customer has already (EB-8). */
  readonly isColleague: boolean;
};

export interface Similar {
  readonly holders: readonly Holder[];
  readonly namesakes: readonly SearchRow[];
  /** Why saving is refused for a customer of another location; those of this one are the data layer's to refuse. */
  readonly refusal: DataRefusal | null;
  /** Opens one of them; somebody of another location is brought here first (LO-8). */
  readonly open: (customerId: string) => void;
}

/**
 * Who looks like the customer being typed, while it is typed (IC-7, IC-9, EB-8). Of a customer who is edited only what was
 * changed is asked about: that two people are called Maria Garcia was said when the second one was added.
 */
export function useSimilarCustomers(
  form: ContactForm,
  rules: Pick<FormRules, 'country' | 'internalIdOn'>,
  onOpenCustomer: (customerId: string) => void,
  before?: Readonly<Customer>,
  account?: Pick<AccountForm, 'type' | 'employeeId'>,
): Similar {
  const data = useRegisterData();
  const { country, internalIdOn } = rules;
  const [similar, setSimilar] = useState<Pick<Similar, 'holders' | 'namesakes'>>(NOBODY);
  const isRenamed = before === undefined || !haveSameNames(form, before);
  const [firstName, lastName] = isRenamed ? [form.firstName, form.lastName] : ['', ''];
  // What cannot be stored yet identifies nobody.
  const valid = (field: 'email' | 'phone' | 'internalId') => {
    const read = readContactField(field, form[field], country);
    return read.ok && read.value !== before?.[field] ? read.value : '';
  };
  const [email, phone] = [valid('email'), valid('phone')];
  const internalId = internalIdOn ? valid('internalId') : '';
  const employeeId = account?.type === 'employee' ? cleanText(account.employeeId) : '';
  const ownId = before?.id;
  useEffect(() => {
    let isGone = false;
    const ask = setTimeout(() => {
      void data.similarCustomers({ firstName, lastName, email, phone, internalId, employeeId }).then((found) => {
        if (isGone) return;
        const isOther = ({ id }: SearchRow) => id !== ownId;
        const asked = [...currentKeys({ email, phone, internalId }), ...employeeKeys({ type: 'employee', employeeId })];
        const holders = found.holders.filter(isOther).map((row): Holder => {
          const kinds = sharedIdentifiers(asked, rowKeys(row));
          return { ...row, isColleague: kinds.every((kind) => kind === 'employee-id') };
        });
        setSimilar({ holders, namesakes: found.namesakes.filter(isOther) });
      });
    }, PAUSE_MS);
    return () => {
      isGone = true;
      clearTimeout(ask);
    };
  }, [data, firstName, lastName, email, phone, internalId, employeeId, ownId]);
  const elsewhere = useHoldersElsewhere({ email, phone, internalId });
  return useMemo(() => {
    const here = new Set(similar.holders.map(({ id }) => id));
    const others = elsewhere.filter(({ customerId }) => !here.has(customerId) && customerId !== ownId);
    return {
      holders: [...similar.holders, ...others.map(holderElsewhere)],
      namesakes: similar.namesakes,
      refusal: takenElsewhere(others, { email, phone, internalId }),
      open: (customerId) => {
        if (!others.some((one) => one.customerId === customerId)) return onOpenCustomer(customerId);
        void data.bringCustomer(customerId).then(() => onOpenCustomer(customerId));
      },
    };
  }, [data, similar, elsewhere, ownId, email, phone, internalId, onOpenCustomer]);
}

function holderElsewhere({ customerId, firstName, lastName, homeLocationId }: MasterListMatch): Holder {
  return { id: customerId, firstName, lastName, homeLocationId, isColleague: false };
}
