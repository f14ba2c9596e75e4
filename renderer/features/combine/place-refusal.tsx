import { accountsPlace } from '../../../core/domain/customers/accounts-place';
import { checkPermission } from '../../../core/domain/users/permissions';
import type { CustomerView, RegisterContext } from '../../data/register-data';
import { Message } from '../../ui';

/** Whether whoever is signed in may combine these accounts: those of several locations are the Master Admin's (RU-17). */
export function mayCombineThese(context: RegisterContext, accounts: readonly CustomerView[]): boolean {
  const location = accountsPlace(accounts.map(({ customer }) => customer));
  return checkPermission(context.user, 'combine-customers', { settings: context.settings, location }).ok;
}

/** Says in a sentence why not; nothing when it is allowed. */
export function PlaceRefusal(props: { readonly context: RegisterContext; readonly accounts: readonly CustomerView[] }) {
  const { context, accounts } = props;
  if (accounts.length === 0 || mayCombineThese(context, accounts)) return null;
  const ids = new Set(accounts.flatMap(({ customer }) => customer.locations.map(({ locationId }) => locationId)));
  const elsewhere = context.settings.locations.filter(({ id }) => ids.has(id) && id !== context.location.id);
  return (
    <Message tone="refused">
      These accounts belong to {elsewhere.map(({ name }) => name).join(', ')} too. Only an Administrator of the master
      location can combine accounts of other locations.
    </Message>
  );
}
