import { fullName } from '../../core/domain/customers/customer';
import { identifierTaken, sharedIdentifiers, type IdentifierKey } from '../../core/domain/customers/duplicates';
import type { DataRefusal } from './register-data';

/** Who has an identifier, wherever that is. */
export interface IdentifierHolder {
  readonly customerId: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Name of the home location; `''` where it is not known. */
  readonly locationName: string;
  /** All that this customer has (`rowKeys`). */
  readonly held: readonly IdentifierKey[];
}

/** Saving is refused, because of this customer, who is named with the location (IC-7, IC-8, IC-11, EB-8). */
export function identifierTakenRefusal(asked: readonly IdentifierKey[], holder: IdentifierHolder): DataRefusal {
  const { customerId, locationName } = holder;
  const name = fullName(holder);
  const fields = sharedIdentifiers(asked, holder.held).map((kind) => identifierTaken(kind, name, locationName));
  const message = fields[0]?.message ?? `This already belongs to ${name}.`;
  return { kind: 'taken', code: 'identifier-taken', message, fields, other: { customerId, name, locationName } };
}
