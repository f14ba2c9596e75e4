import { anyItem, everywhere, lesserOrEqual, type DemoBrand } from './brand';

const kibble = [
  ...['Chicken & Brown Rice', 'Lamb & Sweet Potato', 'Salmon & Pea', 'Beef & Barley', 'Turkey & Oats'],
  ...['Duck & Pumpkin', 'Puppy Chicken & Rice', 'Senior Turkey & Rice', 'Healthy Weight Chicken'],
];
const stews = [
  ...['Chicken & Carrot', 'Beef & Potato', 'Lamb & Green Bean', 'Turkey & Squash', 'Pork & Apple', 'Salmon & Spinach'],
  ...['Duck & Quinoa', 'Rabbit & Parsnip'],
];
const grainFree = ['Whitefish', 'Salmon', 'Trout & Herring', 'Venison', 'Wild Boar', 'Bison', 'Quail'];
const raw = ['Beef', 'Chicken', 'Turkey', 'Lamb', 'Rabbit', 'Duck', 'Pork', 'Venison'];

export const dogBrands: readonly DemoBrand[] = [
  {
    key: 'bramble-bone',
    manufacturer: 'Bramble & Bone',
    title: 'Bramble & Bone Dog Food',
    petType: 'Dog',
    windowMonths: 24,
    enrolled: everywhere,
    bands: [
      lesserOrEqual(12, 'Dog 22–26 lb', kibble, ['22 lb', 5999], ['26 lb', 6899]),
      lesserOrEqual(12, 'Dog 11–15 lb', kibble, ['11 lb', 3499], ['15 lb', 4499]),
      lesserOrEqual(12, 'Dog 4–6 lb', kibble, ['4 lb', 1699], ['6 lb', 2299]),
    ],
  },
  {
    key: 'copper-kettle',
    manufacturer: 'Copper Kettle Pet Kitchen',
    title: 'Copper Kettle Stews',
    petType: 'Dog',
    windowMonths: 12,
    enrolled: everywhere,
    bands: [
      anyItem(12, 'Dog stews, can', stews, ['12.5 oz can', 389], ['22 oz can', 549]),
      lesserOrEqual(10, 'Dog stews, case of 12', stews, ['case of 12', 4399]),
      anyItem(8, 'Toppers, pouch', stews, ['2.8 oz pouch', 249], ['6 oz pouch', 449]),
    ],
  },
  {
    key: 'old-pier',
    manufacturer: 'Old Pier Provisions',
    title: 'Old Pier Grain-Free',
    petType: 'Dog',
    windowMonths: null,
    requiresAddress: true,
    enrolled: ['midtown', 'harbor'],
    bands: [
      lesserOrEqual(10, 'Grain-free 20–24 lb', grainFree, ['20 lb', 6499], ['24 lb', 7499]),
      lesserOrEqual(10, 'Grain-free 12 lb', grainFree, ['12 lb', 4699]),
      anyItem(
        8,
        'Freeze-dried nibs',
        ['Cod Skin', 'Salmon', 'Venison Heart', 'Beef Lung'],
        ['3 oz', 1199],
        ['8 oz', 2699],
      ),
    ],
  },
  {
    key: 'good-gnaw',
    manufacturer: 'Good Gnaw',
    title: 'Good Gnaw Treats and Chews',
    petType: 'Dog',
    windowMonths: null,
    enrolled: everywhere,
    bands: [
      anyItem(
        6,
        'Soft training treats',
        ['Peanut Butter', 'Cheddar', 'Blueberry', 'Chicken', 'Liver', 'Pumpkin'],
        ['6 oz', 699],
        ['14 oz', 1299],
      ),
      lesserOrEqual(
        8,
        'Long-lasting chews',
        ['Yak Milk', 'Bully Stick 6 in', 'Bully Stick 12 in', 'Collagen Roll', 'Elk Antler', 'Beef Trachea'],
        ['single', 899],
        ['3 pack', 2399],
      ),
      lesserOrEqual(3, 'Dental sticks', ['Small', 'Medium', 'Large'], ['box of 14', 1699], ['box of 28', 2999]),
    ],
  },
  {
    key: 'tidewater-raw',
    manufacturer: 'Tidewater Raw',
    title: 'Tidewater Raw Frozen',
    petType: 'Dog',
    windowMonths: 12,
    requiresEmail: true,
    enrolled: ['harbor', 'uptown'],
    bands: [
      lesserOrEqual(12, 'Raw patties', raw, ['6 lb bag', 4299], ['12 lb bag', 7999]),
      lesserOrEqual(12, 'Raw nuggets', raw, ['3 lb bag', 2499], ['5 lb bag', 3799]),
      anyItem(6, 'Bone broth', ['Beef', 'Chicken', 'Turkey'], ['20 oz', 1099], ['40 oz', 1899]),
    ],
  },
];
