import type { Card } from '../../../core/domain/cards/card';
import { reasonWords } from './reasons';
import { dateWords } from './customer-card';
import classes from './card-details.module.css';

const entryWords: Readonly<Record<string, string>> = {
  scan: 'Scanned',
  typed: 'Typed',
  dropdown: 'Chosen',
  'card-click': 'Card clicked',
  paper: 'Paper card',
  exception: 'Exception',
};

/** Every punch of a card: date, location, item, UPC, source, reason, cashier (HI-4). */
export function CardDetails(props: {
  readonly card: Card;
  readonly locationName: (id: string) => string;
  readonly userName: (id: string | null) => string;
}) {
  const { card, locationName, userName } = props;
  return (
    <div className={classes['wrap']}>
      <table className={classes['details']}>
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Item</th>
            <th scope="col">UPC</th>
            <th scope="col">Location</th>
            <th scope="col">How</th>
            <th scope="col">Reason</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {card.punches.map((punch) => (
            <tr key={`${punch.ref.transactionId}/${punch.ref.line}/${punch.ref.unit}`} data-expired={punch.expired}>
              <td>{dateWords(punch.businessDate)}</td>
              <td>
                {punch.description}
                {punch.expired && ' (expired)'}
              </td>
              <td>{punch.upc}</td>
              <td>{locationName(punch.locationId)}</td>
              <td>{entryWords[punch.entry] ?? punch.entry}</td>
              <td>{punch.reason === null ? '' : punch.reasonText || reasonWords[punch.reason]}</td>
              <td>{userName(punch.userId)}</td>
            </tr>
          ))}
          {card.redemption !== null && (
            <tr data-redemption>
              <td>{dateWords(card.redemption.businessDate)}</td>
              <td>Free: {card.redemption.description}</td>
              <td>{card.redemption.takenUpc}</td>
              <td>{locationName(card.redemption.locationId)}</td>
              <td>Redeemed</td>
              <td />
              <td>{userName(card.redemption.userId)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
