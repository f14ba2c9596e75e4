/** Invisible characters that come along when text is pasted; joiners that Persian and Indic scripts need are kept. */
const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;
/** Nearly every text there is; nothing to clean. */
const CLEAN = /^[!-~]+(?: [!-~]+)*$/u;

/** Text as it is stored: one Unicode form, trimmed, inner whitespace collapsed, nothing invisible (NC-15). */
export function cleanText(text: string): string {
  if (CLEAN.test(text)) return text;
  const visible = text.replace(INVISIBLE, '').replace(LONE_SURROGATE, '');
  // Only now do letters stand beside the accents that belong to them.
  return visible.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Length as a person counts it: characters, not code units. */
export function textLength(text: string): number {
  return Array.from(text).length;
}
