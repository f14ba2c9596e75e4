/** Whether what was typed to confirm an act is the word that was asked for; case, accents' spelling and spaces around do not matter. */
export function isTypedWord(typed: string, word: string): boolean {
  const plain = (text: string) => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase();
  return plain(typed) === plain(word);
}
