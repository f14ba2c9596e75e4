/**
 * An entry as it came, in whatever shape, without its personal part; null when it is not about one of these customers,
 * or has nothing personal.
 */
export function withoutPerson(entry: unknown, customerIds: readonly string[]): object | null {
  if (typeof entry !== 'object' || entry === null || !('personal' in entry) || entry.personal === null) return null;
  const facts = 'facts' in entry ? (entry.facts as { readonly customerId?: unknown } | null | undefined) : null;
  const customerId = facts?.customerId;
  return typeof customerId === 'string' && customerIds.includes(customerId) ? { ...entry, personal: null } : null;
}
