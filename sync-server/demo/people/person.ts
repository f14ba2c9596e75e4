import type { Address } from '../../../core/domain/customers/address';
import type { BreederId, CustomerType } from '../../../core/domain/customers/customer';
import type { Pet, PetType } from '../../../core/domain/customers/pets';

/** A customer of the demo, before the books have one. */
export interface DemoPerson {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** E.164. */
  readonly phone: string;
  readonly address: Address | null;
  readonly pets: readonly Pet[];
  readonly type: CustomerType;
  readonly employeeId: string;
  readonly breederIds: readonly BreederId[];
}

/** The sort of animal a household buys for most. */
export type MainPet = Extract<PetType, 'Dog' | 'Cat' | 'Rabbit' | 'Bird' | 'Reptile' | 'Fish'>;
