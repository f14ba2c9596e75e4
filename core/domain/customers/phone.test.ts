import fc from 'fast-check';
import { parsePhoneNumberWithError } from 'libphonenumber-js/min';
import { expect, test } from 'vitest';
import { formatPhone, readPhone } from './phone';

test.each([
  ['2025550100', 'US', '+12025550100'],
  [' (202) 555-0100 ', 'US', '+12025550100'],
  ['1-202-555-0100', 'US', '+12025550100'],
  ['+1 202 555 0100', 'GB', '+12025550100'],
  ['416 555 0123', 'CA', '+14165550123'],
  ['+44 20 7946 0958', 'US', '+442079460958'],
  ['020 7946 0958', 'GB', '+442079460958'],
  ['٢٠٢٥٥٥٠١٠٠', 'US', '+12025550100'],
  ['', 'US', ''],
  ['   ', 'US', ''],
])('%j typed in %s is stored as %j (NC-16)', (typed, country, stored) => {
  expect(readPhone(typed, country)).toEqual({ ok: true, value: stored });
});

test.each([
  ['555-0100', 'phone-invalid'],
  ['3123456', 'phone-invalid'],
  ['202555010', 'phone-invalid'],
  ['20255501000', 'phone-invalid'],
  ['1234567890', 'phone-invalid'],
  ['020 7946 0958', 'phone-invalid'],
  ['call 2025550100', 'phone-invalid'],
  ['none', 'phone-invalid'],
  ['+', 'phone-invalid'],
  ['202-555-0100 ext 12', 'phone-extension'],
  ['202-555-0100x12', 'phone-extension'],
  ['202-555-0100 ext', 'phone-extension'],
  ['202-555-0100 #4', 'phone-extension'],
])('%j is refused as %s (NC-16)', (typed, code) => {
  expect(readPhone(typed, 'US')).toMatchObject({ ok: false, refusal: { field: 'phone', code } });
});

test('phones are shown in the form of the country (NC-16)', () => {
  expect(formatPhone('+12025550100', 'US')).toBe('(202) 555-0100');
  expect(formatPhone('+12025550100', 'GB')).toBe('+1 202 555 0100');
  expect(formatPhone('+442079460958', 'GB')).toBe('020 7946 0958');
  expect(formatPhone('', 'US')).toBe('');
  expect(formatPhone('not a phone', 'US')).toBe('not a phone');
});

test('the written-out American form is the one of the library', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[2-9]\d{2}[2-9]\d{6}$/), (digits) => {
      expect(formatPhone(`+1${digits}`, 'US')).toBe(parsePhoneNumberWithError(`+1${digits}`).formatNational());
    }),
  );
});

test('what is shown can be typed again (NC-16)', () => {
  for (const phone of ['+12025550100', '+442079460958', '+4930901820']) {
    for (const country of ['US', 'GB', 'DE']) {
      expect(readPhone(formatPhone(phone, country), country)).toEqual({ ok: true, value: phone });
    }
  }
});
