import { useEffect, useState } from 'react';
import { readContactField, type ContactForm } from '../../../core/domain/customers/contact-fields';
import { useRegisterData } from '../../data/hooks';
import type { SimilarCustomers } from '../../data/register-data';

/** Nobody types a whole number faster than this; a pause is asked about. Milliseconds. */
const PAUSE_MS = 150;
const NOBODY: SimilarCustomers = { holders: [], namesakes: [] };

/** Who looks like the customer being typed, while it is typed (IC-7, IC-9). */
export function useSimilarCustomers(form: ContactForm, country: string, internalIdOn: boolean): SimilarCustomers {
  const data = useRegisterData();
  const [similar, setSimilar] = useState<SimilarCustomers>(NOBODY);
  const { firstName, lastName } = form;
  // What cannot be stored yet identifies nobody.
  const valid = (field: 'email' | 'phone' | 'internalId') => {
    const read = readContactField(field, form[field], country);
    return read.ok ? read.value : '';
  };
  const [email, phone] = [valid('email'), valid('phone')];
  const internalId = internalIdOn ? valid('internalId') : '';
  useEffect(() => {
    let isGone = false;
    const ask = setTimeout(() => {
      void data.similarCustomers({ firstName, lastName, email, phone, internalId }).then((found) => {
        if (!isGone) setSimilar(found);
      });
    }, PAUSE_MS);
    return () => {
      isGone = true;
      clearTimeout(ask);
    };
  }, [data, firstName, lastName, email, phone, internalId]);
  return similar;
}
