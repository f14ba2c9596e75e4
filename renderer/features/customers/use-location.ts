import { useMemo } from 'react';
import type { EditRules } from '../../../core/domain/customers/edit-form';
import { isInternalIdOn } from '../../../core/domain/customers/internal-id';
import { businessDateAt } from '../../../core/kernel/calendar';
import type { RegisterContext } from '../../data/register-data';

/** What customer forms are checked against at this location. */
export function useFormRules(context: RegisterContext): EditRules {
  const { location, settings } = context;
  return useMemo(
    () => ({
      country: location.country,
      internalIdOn: isInternalIdOn(settings),
      today: businessDateAt(Date.now(), location.timeZone),
    }),
    [location, settings],
  );
}
