import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refusalCode, upc } from '../../../tests/support/factories';
import { hasValidCheckDigit, readUpc } from './upc';

const nothing = () => false;
const everything = () => true;

test('blanks and dashes do not matter, leading zeros are never lost (PU-12)', () => {
  expect(readUpc(' 0-12345 67890-5\n', nothing)).toEqual({ ok: true, value: '012345678905' });
  expect(readUpc('0012345678905', nothing)).toEqual({ ok: true, value: '012345678905' }); // EAN-13 with leading 0
});

test('a UPC no program lists is still read; other lengths only when the catalogue knows them (PU-12, PU-13)', () => {
  expect(readUpc(upc(1), nothing).ok).toBe(true);
  for (const code of ['4006381333931', '96385074', '10614141000415']) {
    expect(refusalCode(readUpc(code, nothing))).toBe('code-not-in-catalogue');
    expect(readUpc(code, everything)).toEqual({ ok: true, value: code });
  }
});

test('a case code with indicator 0 is the item inside when only that is listed', () => {
  expect(readUpc('00012345678905', (code) => code === '012345678905')).toEqual({ ok: true, value: '012345678905' });
  expect(readUpc('04006381333931', (code) => code === '4006381333931')).toEqual({ ok: true, value: '4006381333931' });
});

test('what cannot be a code is refused with its reason (PU-12)', () => {
  expect(refusalCode(readUpc(' - ', everything))).toBe('code-empty');
  expect(refusalCode(readUpc('Chicken', everything))).toBe('code-not-digits');
  expect(refusalCode(readUpc('12345678901', everything))).toBe('code-wrong-length');
  expect(refusalCode(readUpc('012345678904', everything))).toBe('code-check-digit');
  expect(refusalCode(readUpc('１２３４５６７８', everything))).toBe('code-not-digits');
});

test('one misread digit is always noticed (PU-12)', () => {
  const code = fc.nat({ max: 999_999 }).map(upc);
  fc.assert(
    fc.property(code, fc.nat({ max: 11 }), fc.integer({ min: 1, max: 9 }), (good, place, shift) => {
      const misread = (Number(good[place]) + shift) % 10;
      expect(hasValidCheckDigit(good)).toBe(true);
      expect(hasValidCheckDigit(good.slice(0, place) + String(misread) + good.slice(place + 1))).toBe(false);
    }),
  );
});
