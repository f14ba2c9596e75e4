import { anyItem, everywhere, lesserOrEqual, type DemoBrand } from './brand';

const recipes = [
  ...['Chicken', 'Ocean Fish', 'Turkey & Giblets', 'Salmon', 'Rabbit', 'Duck & Liver', 'Tuna & Shrimp'],
  ...['Indoor Chicken', 'Senior Turkey', 'Hairball Salmon'],
];
const clumping = ['Clay Unscented', 'Clay Lavender', 'Walnut', 'Corn', 'Wheat', 'Grass'];

export const catBrands: readonly DemoBrand[] = [
  {
    key: 'ottervale',
    manufacturer: 'Ottervale Farms',
    title: 'Ottervale Dry Cat Food',
    petType: 'Cat',
    windowMonths: 18,
    enrolled: everywhere,
    bands: [
      lesserOrEqual(8, 'Cat 12–15 lb', recipes, ['12 lb', 4299], ['15 lb', 4999]),
      lesserOrEqual(10, 'Cat 5–6 lb', recipes, ['5 lb', 2199], ['6 lb', 2599]),
      anyItem(6, 'Kitten 3 lb', ['Kitten Chicken', 'Kitten Ocean Fish', 'Kitten Turkey'], ['3 lb', 1599]),
    ],
  },
  {
    key: 'moss-mallow',
    manufacturer: 'Moss & Mallow',
    title: 'Moss & Mallow Wet Cat Food',
    petType: 'Cat',
    windowMonths: 12,
    enrolled: everywhere,
    bands: [
      anyItem(12, 'Cat 3 oz', recipes, ['can 3 oz', 179], ['pouch 3 oz', 199]),
      lesserOrEqual(12, 'Cat 5.5 oz', recipes, ['can 5.5 oz', 259], ['tray 5.5 oz', 289]),
      lesserOrEqual(8, 'Cat case of 24', recipes.slice(0, 5), ['24 × 3 oz', 3999], ['24 × 5.5 oz', 5799]),
    ],
  },
  {
    key: 'quiet-paws',
    manufacturer: 'Quiet Paws',
    title: 'Quiet Paws Litter',
    petType: 'Cat',
    windowMonths: 18,
    enrolled: everywhere,
    bands: [
      lesserOrEqual(10, 'Clumping litter', clumping, ['14 lb', 1299], ['28 lb', 2199]),
      lesserOrEqual(6, 'Pellets', ['Pine', 'Paper', 'Tofu'], ['20 lb', 1499], ['40 lb', 2499]),
    ],
  },
];
