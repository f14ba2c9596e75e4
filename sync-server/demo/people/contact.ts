/** Area codes of the demo's towns and their neighbours. */
const AREA_CODES = [
  ...[
    312, 773, 872, 708, 630, 331, 847, 224, 815, 779, 216, 440, 330, 234, 419, 567, 614, 380, 740, 220, 513, 283, 937,
  ],
  ...[
    326, 317, 463, 219, 574, 260, 765, 812, 930, 414, 262, 920, 608, 715, 534, 313, 248, 947, 586, 734, 810, 989, 517,
  ],
  ...[616, 269, 231, 906, 412, 878, 724, 814, 304, 681, 502, 859, 606, 270, 364, 651],
];
/** Lines 555-0100 to 555-0199 are kept for made-up people. */
const KEPT_LINES = 100;

/**
 * The `n`th made-up phone. As long as they last they are numbers kept for fiction; the hundred thousand customers of a
 * measurement go on into the rest of exchange 555.
 */
export function demoPhone(n: number): string {
  const kept = AREA_CODES.length * KEPT_LINES;
  // Steps through them so that neighbours on the list do not have neighbouring numbers.
  const place = n < kept ? (n * 1237) % kept : n;
  const area = AREA_CODES[place % AREA_CODES.length] ?? 312;
  const line = 100 + Math.floor(place / AREA_CODES.length);
  return `+1${String(area)}555${String(line).padStart(4, '0')}`;
}

const MAIL_HOSTS = ['example.com', 'example.net', 'example.org'] as const;

/** A made-up address that never reaches anybody, made from a name; `n` keeps it unique. */
export function demoEmail(firstName: string, lastName: string, n: number): string {
  const word = (name: string) =>
    name
      .normalize('NFKD')
      .replaceAll(/[^A-Za-z ]/g, '')
      .trim()
      .split(' ', 1)
      .join('')
      .toLowerCase();
  const name = [word(firstName), word(lastName)].filter((part) => part !== '').join('.') || 'customer';
  return `${name.slice(0, 40)}${String(n)}@${MAIL_HOSTS[n % MAIL_HOSTS.length] ?? 'example.com'}`;
}
