import { useMemo } from 'react';
import { cardsOf } from '../../../core/domain/cards/cards-of';
import { previewStanding } from '../../../core/domain/cards/roll-up-standings';
import { fullName } from '../../../core/domain/customers/customer';
import { programBook } from '../../../core/domain/programs/program-book';
import { businessDateAt } from '../../../core/kernel/calendar';
import type { CustomerView, RegisterContext } from '../../data/register-data';
import { moneyWords } from '../cards';
import { cardsTogether, cardWords } from './card-words';
import classes from './combine.module.css';

/** Cards and points: each account's now, and all together (RU-7, RU-10, RU-12). */
export function PreviewCards(props: {
  readonly context: RegisterContext;
  readonly primary: CustomerView;
  readonly others: readonly CustomerView[];
}) {
  const { context, primary, others } = props;
  const { location, programs } = context;
  const { standing, kinds } = useMemo(() => {
    const accounts = [primary, ...others];
    const combined = previewStanding(
      primary.standing,
      others.map((one) => one.standing),
    );
    const cards = cardsOf(combined, programBook(programs), {
      today: businessDateAt(Date.now(), location.timeZone),
      locationId: location.id,
      unconfirmedTransactions: new Set(accounts.flatMap(({ unconfirmedTransactions }) => unconfirmedTransactions)),
    });
    const named = accounts.map((one) => ({ name: fullName(one.customer), cards: one.cards }));
    return { standing: combined, kinds: cardsTogether(named, cards) };
  }, [primary, others, programs, location]);
  const points = [primary, ...others].map((one) => one.standing.points.balance);
  return (
    <section className={classes['panel']} aria-label="Cards and points">
      <h2 className={classes['section']}>Cards and points</h2>
      {kinds.length === 0 && <p className={classes['soft']}>No open cards and no rewards to take.</p>}
      {kinds.length > 0 && (
        <table className={classes['cards']}>
          <thead>
            <tr>
              <th scope="col">Card</th>
              <th scope="col">Now</th>
              <th scope="col">Together</th>
            </tr>
          </thead>
          <tbody>
            {kinds.map(({ programCardId, title, now, together }) => (
              <tr key={programCardId}>
                <td>{title}</td>
                <td>
                  {now.map(({ name, cards }, index) => (
                    <div key={index} className={classes['holder']} title={name}>
                      <bdi>{name}</bdi>
                      <span>{cards.map(({ count, buyX }) => `${String(count)}/${String(buyX)}`).join(', ')}</span>
                    </div>
                  ))}
                </td>
                <td>
                  <span className={classes['together']}>
                    {together.map((card) => (
                      <span key={card.id} data-reward={card.status === 'completed' || undefined}>
                        {cardWords(card)}
                      </span>
                    ))}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl className={classes['facts']}>
        <div>
          <dt>Points</dt>
          <dd>
            {points.filter((one) => one !== 0).length > 1 &&
              `${points.map((one) => one.toLocaleString()).join(' + ')} = `}
            <strong>{standing.points.balance.toLocaleString()}</strong>
          </dd>
        </div>
        {standing.storeCreditCents !== 0 && (
          <div>
            <dt>Store credit</dt>
            <dd>{moneyWords(standing.storeCreditCents)}</dd>
          </div>
        )}
      </dl>
      <p className={classes['soft']}>Free items that were taken before stay in the history as they are.</p>
    </section>
  );
}
