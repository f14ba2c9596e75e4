/** The check digit that makes a GTIN of the given leading digits valid (weights 3 and 1 from the right). */
export function checkDigit(digits: string): string {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

/**
 * The `item`th code of a brand: twelve digits with number system 4, which is kept for use inside a shop, so that no
 * invented item carries the code of a real one.
 */
export function shopUpc(brand: number, item: number): string {
  const digits = `4${String(brand).padStart(5, '0')}${String(item).padStart(5, '0')}`;
  return digits + checkDigit(digits);
}

/** The same as a thirteen-digit code, as brands from elsewhere print it; 20 to 29 too are kept for use inside a shop. */
export function shopEan(brand: number, item: number): string {
  const digits = `2${String(brand).padStart(5, '0')}${String(item).padStart(6, '0')}`;
  return digits + checkDigit(digits);
}

/** An eight-digit code for small packs, kept for use inside a shop: its leading zero must never be lost. */
export function shopShortCode(brand: number, item: number): string {
  const digits = `0${String(brand % 1000).padStart(3, '0')}${String(item).padStart(3, '0')}`;
  return digits + checkDigit(digits);
}
