import { anyItem, everywhere, lesserOrEqual, type DemoBrand } from './brand';

const seeds = ['Finch', 'Canary', 'Parakeet', 'Cockatiel', 'Parrot', 'Wild Bird'];
const diets = ['Bearded Dragon', 'Box Turtle', 'Tortoise', 'Crested Gecko', 'Iguana'];

/** Brands for birds, small animals, reptiles and fish. */
export const smallPetBrands: readonly DemoBrand[] = [
  {
    key: 'tansy-thistle',
    manufacturer: 'Tansy & Thistle',
    title: 'Tansy & Thistle Hay and Pellets',
    petType: 'Rabbit',
    windowMonths: null,
    enrolled: ['midtown', 'uptown'],
    bands: [
      lesserOrEqual(10, 'Hay', ['Timothy', 'Orchard', 'Oat', 'Botanical'], ['40 oz', 1199], ['90 oz', 2199]),
      lesserOrEqual(
        8,
        'Pellets',
        ['Adult Rabbit', 'Young Rabbit', 'Guinea Pig', 'Hamster'],
        ['5 lb', 1399],
        ['10 lb', 2399],
      ),
      anyItem(
        6,
        'Small-animal treats',
        ['Apple Twigs', 'Carrot Baskets', 'Herb Rings', 'Seagrass Balls'],
        ['4 oz', 599],
      ),
    ],
  },
  {
    key: 'quillfeather',
    manufacturer: 'Quillfeather',
    title: 'Quillfeather Seed and Nectar',
    petType: 'Bird',
    windowMonths: 24,
    codes: 'thirteen-digits',
    enrolled: ['midtown', 'harbor'],
    bands: [
      lesserOrEqual(10, 'Seed mixes', seeds, ['2 lb', 899], ['5 lb', 1799]),
      lesserOrEqual(8, 'Pellets', ['Small Hookbill', 'Large Hookbill', 'Fruit Blend', 'Natural'], ['2.5 lb', 2199]),
      anyItem(6, 'Nectar', ['Hummingbird', 'Oriole', 'Lory'], ['16 oz', 1099], ['32 oz', 1899]),
    ],
  },
  {
    key: 'sunstone',
    manufacturer: 'Sunstone Terrarium',
    title: 'Sunstone Reptile Care',
    petType: 'Reptile',
    windowMonths: null,
    enrolled: ['uptown'],
    bands: [
      anyItem(6, 'Prepared diets', diets, ['8 oz', 1299], ['20 oz', 2499]),
      lesserOrEqual(
        3,
        'Substrates',
        ['Coconut Fiber', 'Cypress Mulch', 'Desert Sand'],
        ['10 qt', 1499],
        ['24 qt', 2699],
      ),
      lesserOrEqual(6, 'Heat lamps', ['Basking', 'Night', 'UVB Compact'], ['60 W', 1399], ['100 W', 1799]),
    ],
  },
  {
    key: 'kelpie-cove',
    manufacturer: 'Kelpie Cove',
    title: 'Kelpie Cove Aquarium',
    petType: 'Fish',
    windowMonths: 12,
    codes: 'eight-digits',
    enrolled: everywhere,
    bands: [
      anyItem(
        8,
        'Flakes and granules',
        ['Tropical', 'Goldfish', 'Cichlid', 'Marine', 'Betta'],
        ['2 oz', 799],
        ['7 oz', 1899],
      ),
      lesserOrEqual(
        6,
        'Water care',
        ['Conditioner', 'Starter', 'Clarifier', 'Plant Food'],
        ['8 oz', 899],
        ['16 oz', 1499],
      ),
      lesserOrEqual(3, 'Filter cartridges', ['Small', 'Medium', 'Large'], ['3 pack', 1199], ['6 pack', 2099]),
    ],
  },
];
