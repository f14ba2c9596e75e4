const UTF8_MARK = [0xef, 0xbb, 0xbf];

/** What Windows-1252 has where Latin 1 has control characters; the five unused places stay as they are. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The text of a file in UTF-8, UTF-16 or Windows-1252; null for what is no text. */
export function decodeText(bytes: Uint8Array): string | null {
  if (UTF8_MARK.every((byte, index) => bytes[index] === byte)) return asUtf8(bytes.subarray(3));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return asUtf16(bytes.subarray(2), 'le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return asUtf16(bytes.subarray(2), 'be');
  const order = unmarkedUtf16(bytes);
  if (order !== null) return asUtf16(bytes, order);
  if (bytes.includes(0)) return null;
  return asUtf8(bytes) ?? asWindows1252(bytes);
}

function asUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function asUtf16(bytes: Uint8Array, order: 'le' | 'be'): string {
  const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  return (order === 'le' ? even : even.swap16()).toString('utf16le');
}

/** Latin letters have a zero in every second byte: before or after them. */
function unmarkedUtf16(bytes: Uint8Array): 'le' | 'be' | null {
  const sample = bytes.subarray(0, 400);
  if (sample.length < 4) return null;
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > sample.length / 4 && even === 0) return 'le';
  if (even > sample.length / 4 && odd === 0) return 'be';
  return null;
}

function asWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/gu, (sign) => WINDOWS_1252[sign.charCodeAt(0) - 0x80] ?? sign);
}
