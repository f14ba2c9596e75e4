/** The fields a customer form can refuse. */
export type CustomerFormField =
  | 'firstName'
  | 'lastName'
  | 'phone'
  | 'email'
  | 'internalId'
  | 'street1'
  | 'street2'
  | 'city'
  | 'region'
  | 'postal'
  | 'country'
  | 'petName'
  | 'petType'
  | 'petAge'
  | 'petBirthMonth'
  | 'pets'
  | 'employeeId'
  | 'breederIds';

export type FieldRefusalCode =
  | 'name-missing'
  | 'name-too-long'
  | 'name-character'
  | 'email-invalid'
  | 'email-too-long'
  | 'phone-invalid'
  | 'phone-extension'
  | 'internal-id-too-long'
  | 'address-too-long'
  | 'pet-empty'
  | 'pet-name-too-long'
  | 'pet-type-unknown'
  | 'pet-age-invalid'
  | 'pet-birth-month-invalid'
  | 'employee-id-missing'
  | 'employee-id-too-long'
  | 'breeder-id-missing'
  | 'breeder-id-too-long'
  | 'required-missing'
  | 'identifier-taken';

/** Why one field cannot be saved: a stable code for support and one sentence for the person at the counter. */
export interface FieldRefusal {
  readonly field: CustomerFormField;
  readonly code: FieldRefusalCode;
  readonly message: string;
  /** Which pet row, for the pet fields. */
  readonly petId?: string;
}

/** Makes a refusal; `petId` names the pet row it is about. */
export function fieldRefusal(
  field: CustomerFormField,
  code: FieldRefusalCode,
  message: string,
  petId?: string,
): FieldRefusal {
  return petId === undefined ? { field, code, message } : { field, code, message, petId };
}
