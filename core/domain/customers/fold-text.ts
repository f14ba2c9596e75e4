/** Letters that do not come apart into a base letter and accents. */
const UNLIKE: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ı: 'i',
  ĸ: 'k',
  // The same letter at the end of a word; half a name typed ends where the whole one goes on.
  ς: 'σ',
  // Arabic and Persian forms that people type one for the other.
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  ـ: '',
};
const UNLIKE_LETTER = new RegExp(`[${Object.keys(UNLIKE).join('')}]`, 'gu');
const APOSTROPHE = /[\u2018\u2019\u02bc\u0060\u00b4\uff07]/gu;
const FOREIGN_DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/gu;
const ASCII = /^[\u0000-\u007f]*$/u;

/**
 * Text as it is compared: lower case, accents removed, one form of apostrophe and of digits (CL-10).
 * `Łódź` and `lodz`, `Müller` and `muller`, `O’Brien` and `o'brien` are the same. Whitespace and punctuation stay.
 */
export function foldText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replaceAll('`', "'");
  return text
    .replace(APOSTROPHE, "'")
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(APOSTROPHE, "'") // Letters such as ŉ hold one that only now stands alone.
    .replace(UNLIKE_LETTER, (letter) => UNLIKE[letter] ?? letter)
    .replace(FOREIGN_DIGIT, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}
