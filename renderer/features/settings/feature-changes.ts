import type { Feature, SettingsChanges } from '../../../core/domain/organisation/organisation';

/** Switches a Master Admin turns here, in the order they are shown. */
export const switches: readonly { readonly feature: Feature; readonly label: string; readonly description: string }[] =
  [
    {
      feature: 'internal_customer_id',
      label: 'Internal Customer ID',
      description: 'A number of your own for each customer, used for lookup too.',
    },
    {
      feature: 'combine_customers',
      label: 'Combine Duplicate Petowner Accounts',
      description: 'Administrators may join two accounts of one person or household, and undo it for 90 days.',
    },
    {
      feature: 'additional_uploads',
      label: 'Allow additional uploads',
      description: 'A second customer list may be uploaded; customers who are known already are left as they are.',
    },
    {
      feature: 'employee_accounts',
      label: 'Employee accounts',
      description: 'Your shops take part in an employee feeder program: customers can be converted to employees.',
    },
    {
      feature: 'breeder_accounts',
      label: 'Breeder accounts',
      description: 'Your shops take part in a breeder program: customers can be converted to breeders.',
    },
  ];

/** The switches that differ, by name. */
export function featureChanges(
  before: readonly string[],
  after: readonly string[],
): NonNullable<SettingsChanges['features']> {
  const differing = switches.filter(({ feature }) => before.includes(feature) !== after.includes(feature));
  return Object.fromEntries(differing.map(({ feature }) => [feature, after.includes(feature)]));
}
