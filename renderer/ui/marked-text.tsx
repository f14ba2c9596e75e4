import { folded } from './folded';
import classes from './marked-text.module.css';

/** A letter in lower case without its accents; one letter for one, so that places stay the same. */
function foldedLetter(letter: string): string {
  if (letter <= '\u007f') return letter.toLowerCase();
  return folded(letter)[0] ?? letter;
}

/** Where the folded search words begin in `text`: the parts to mark. */
function parts(text: string, words: readonly string[]): { readonly text: string; readonly marked: boolean }[] {
  const chars = [...text];
  const folded = chars.map(foldedLetter);
  const plain = folded.join('');
  const marks = new Set<number>();
  for (const word of words) {
    let from = plain.indexOf(word);
    while (from !== -1 && word.length > 0) {
      if (from === 0 || !/[\p{L}\p{N}]/u.test(plain[from - 1] ?? ' ')) {
        for (let at = from; at < from + word.length; at += 1) marks.add(at);
        break;
      }
      from = plain.indexOf(word, from + 1);
    }
  }
  const result: { text: string; marked: boolean }[] = [];
  chars.forEach((char, at) => {
    const marked = marks.has(at);
    const last = result.at(-1);
    if (last?.marked === marked) last.text += char;
    else result.push({ text: char, marked });
  });
  return result;
}

/** `text` with the beginnings that match `search` marked. */
export function MarkedText({ text, search }: { readonly text: string; readonly search: string }) {
  const words = folded(search).split(/\s+/).filter(Boolean);
  return (
    <bdi className={classes['text']}>
      {parts(text, words).map((part, index) =>
        part.marked ? (
          <mark key={index} className={classes['mark']}>
            {part.text}
          </mark>
        ) : (
          part.text
        ),
      )}
    </bdi>
  );
}
