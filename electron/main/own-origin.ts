/** The scheme the register's app is served from. */
export const ownScheme = 'pawtill';

/** The one origin of the register. Stored data belongs to it, so it never changes. */
export const ownOrigin = 'pawtill://register';

/** The address of the register's first page. */
export const startAddress = `${ownOrigin}/`;

/** Whether `address` lies at the register's own origin; anything that cannot be read does not. */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${ownScheme}:` &&
    url.host === 'register' &&
    url.username === '' &&
    url.password === ''
  );
}
