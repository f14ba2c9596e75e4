import { expect, test } from 'vitest';
import { readNewPin } from './pin';

test.each(['482915', '104857', ' 9021345 ', '7391846205'])('%s can be a PIN', (pin) => {
  expect(readNewPin(pin)).toEqual({ ok: true, value: pin.trim() });
});

test.each([
  ['', 'pin-too-short'],
  ['48291', 'pin-too-short'],
  ['48291a', 'pin-not-digits'],
  ['٤٨٢٩١٥', 'pin-not-digits'],
  ['4'.repeat(33), 'pin-too-long'],
  ['000000', 'pin-too-simple'],
  ['123456', 'pin-too-simple'],
  ['654321', 'pin-too-simple'],
  ['890123', 'pin-too-simple'],
  ['321098', 'pin-too-simple'],
  ['121212', 'pin-too-simple'],
  ['1212121', 'pin-too-simple'],
  ['123123', 'pin-too-simple'],
  ['123321', 'pin-too-simple'],
])('%j is refused as %s', (pin, code) => {
  expect(readNewPin(pin)).toMatchObject({ ok: false, refusal: { code } });
});
