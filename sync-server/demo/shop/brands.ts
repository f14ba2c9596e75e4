import { catBrands } from './cat-brands';
import { dogBrands } from './dog-brands';
import type { DemoBrand } from './brand';
import { smallPetBrands } from './small-pet-brands';

/** The twelve invented brands of the demo. */
export const demoBrands: readonly DemoBrand[] = [...dogBrands, ...catBrands, ...smallPetBrands];
