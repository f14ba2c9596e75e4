import { useEffect, useState } from 'react';
import { readContactField, type ContactForm } from '../../../core/domain/customers/contact-fields';
import type { Customer } from '../../../core/domain/customers/customer';
import type { FormRules } from '../../../core/domain/customers/customer-form';
import { haveSameNames } from '../../../core/domain/customers/duplicates';
import type { SearchRow } from '../../../core/domain/customers/search-row';
import { useRegisterData } from '../../data/hooks';
import type { SimilarCustomers } from '../../data/register-data';

/** Nobody types a whole number faster than this; a pause is asked about. Milliseconds. */
const PAUSE_MS = 150;
const NOBODY: SimilarCustomers = { holders: [], namesakes: [] };

/**
 * Who looks like the customer being typed, while it is typed (IC-7, IC-9). Of a customer who is edited only what was
 * changed is asked about: that two people are called Maria Garcia was said when the second one was added.
 */
export function useSimilarCustomers(
  form: ContactForm,
  rules: Pick<FormRules, 'country' | 'internalIdOn'>,
  before?: Readonly<Customer>,
): SimilarCustomers {
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
  return similar;
}
