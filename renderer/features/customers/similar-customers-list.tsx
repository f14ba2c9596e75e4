import { Button } from '@mantine/core';
import { IconInfoCircle, IconUsersGroup } from '@tabler/icons-react';
import { fullName } from '../../../core/domain/customers/customer';
import { formatPhone } from '../../../core/domain/customers/phone';
import type { SearchRow } from '../../../core/domain/customers/search-row';
import type { RegisterContext } from '../../data/register-data';
import classes from './new-customer.module.css';
import type { Holder, Similar } from './use-similar-customers';

/** More than these nobody compares at the counter. */
const MOST_NAMESAKES = 4;

export interface SimilarCustomersListProps {
  readonly similar: Omit<Similar, 'refusal'>;
  readonly context: RegisterContext;
  readonly onCombine: ((customerIds: readonly string[]) => void) | undefined;
}

/** Who has the identifier already (IC-7, EB-8), and who has the same name: a warning, never a refusal (IC-9). */
export function SimilarCustomersList({ similar, context, onCombine }: SimilarCustomersListProps) {
  const { holders, namesakes, open } = similar;
  const locationName = (id: string) => context.settings.locations.find((one) => one.id === id)?.name ?? '';
  const phone = (row: SearchRow) => formatPhone(row.phone, context.location.country);
  const place = (row: Holder) => [`${row.firstName} ${row.lastName}`, locationName(row.homeLocationId)];
  return (
    <div className={classes['similar']} aria-live="polite">
      {holders.map((row) => (
        <section
          key={row.id}
          className={classes['namesakes']}
          aria-label={row.isColleague ? 'Employee ID in use' : 'Already a customer'}
        >
          <h2 className={classes['namesakesTitle']}>
            <IconInfoCircle size={20} aria-hidden="true" />{' '}
            {row.isColleague ? 'Employee ID in use' : 'Already a customer'}
          </h2>
          <p className={classes['holder']}>
            <bdi>{place(row).filter(Boolean).join(', ')}</bdi>
          </p>
          <div className={classes['similarActions']}>
            <Button onClick={() => open(row.id)}>Open that customer</Button>
            {onCombine !== undefined && (
              <Button variant="default" className={classes['wrapping'] ?? ''} onClick={() => onCombine([row.id])}>
                Combine Duplicate Petowner Accounts
              </Button>
            )}
          </div>
        </section>
      ))}
      {namesakes.length > 0 && (
        <section className={classes['namesakes']} aria-label="Possible duplicates">
          <h2 className={classes['namesakesTitle']}>
            <IconUsersGroup size={20} aria-hidden="true" /> Possible duplicates
          </h2>
          <p className={classes['soft']}>
            Same name. If it is somebody else, go on: two people may be called the same.
          </p>
          <ul className={classes['namesakeRows']}>
            {namesakes.slice(0, MOST_NAMESAKES).map((row) => (
              <li key={row.id} className={classes['namesake']}>
                <span className={classes['namesakeFacts']}>
                  <bdi>
                    {row.firstName} {row.lastName}
                  </bdi>
                  <span className={classes['soft']}>
                    {[phone(row), row.email, row.town, locationName(row.homeLocationId)]
                      .filter(Boolean)
                      .join('\u00a0· ')}
                  </span>
                </span>
                <Button
                  variant="default"
                  aria-label={`Open that customer: ${[fullName(row), phone(row)].filter(Boolean).join(', ')}`}
                  onClick={() => open(row.id)}
                >
                  Open that customer
                </Button>
              </li>
            ))}
          </ul>
          {namesakes.length > MOST_NAMESAKES && (
            <p className={classes['soft']}>and {namesakes.length - MOST_NAMESAKES} more of the same name</p>
          )}
        </section>
      )}
    </div>
  );
}
