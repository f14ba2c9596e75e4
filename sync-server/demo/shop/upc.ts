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

/** The same as a thirteen-digit code of an imported brand: its leading zero must never be lost. */
export function shopEan(brand: number, item: number): string {
  const digits = `04${String(brand).padStart(5, '0')}${String(item).padStart(5, '0')}`;
  return digits + checkDigit(digits);
}
