/** Lower case without accents, as typed text is compared with what is shown. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
