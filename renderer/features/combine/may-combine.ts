import type { Feature } from '../../../core/domain/organisation/organisation';
import { mayDo } from '../../../core/domain/users/permissions';
import type { RegisterContext } from '../../data/register-data';

/** The add-on that must be switched on for the account (RU-2). */
export const COMBINE_FEATURE: Feature = 'combine_customers';

/** Whether **Combine Duplicate Petowner Accounts** is offered to whoever is signed in (RU-2). */
export function mayCombine(context: RegisterContext): boolean {
  return mayDo(context.user, 'combine-customers', context) && context.settings.features.includes(COMBINE_FEATURE);
}
