/** Before the `@` an address may have `&`, `?`, `#` and `/`: written as `%26` and so on, they end and begin nothing. */
const oneAddress = /^[^\s@<>(),;:\\"[\]%]{1,64}@[^\s@<>(),;:\\"[\]?&#%/]{1,253}$/u;

/**
 * The link that opens the computer's mail program with one address and nothing else (CL-6).
 *
 * Null for anything that could carry a second recipient, a subject or another scheme. `mailto:` is the only link the
 * register ever hands to the operating system.
 */
export function mailtoAddress(address: string): string | null {
  if (!oneAddress.test(address)) return null;
  return `mailto:${address.split('@').map(encodeURIComponent).join('@')}`;
}
