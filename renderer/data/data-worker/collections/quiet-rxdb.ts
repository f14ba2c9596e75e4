const ADVERT = 'RxDB Open Core RxStorage';

/**
 * RxDB prints one advertisement at its first write. That message alone is kept out of the console, so that what a
 * person may have to read there is not buried.
 */
export function keepAdvertOut(target: Pick<Console, 'warn'>): void {
  const warn = target.warn.bind(target);
  target.warn = (...words: unknown[]) => {
    if (typeof words[0] === 'string' && words[0].includes(ADVERT)) return;
    warn(...words);
  };
}
