import { expect, test } from 'vitest';
import { emailKey, readEmail } from './email';

test.each(['x@y.z', 'Betty.Smith+dogs@X.co.uk', 'bjørn@blåbær.no', 'a_b-c%d@1.example'])(
  '%s looks like an email and is kept as typed (NC-16)',
  (email) => {
    expect(readEmail(`  ${email} `)).toEqual({ ok: true, value: email });
  },
);

test('no email is fine (NC-2)', () => {
  expect(readEmail('  ')).toEqual({ ok: true, value: '' });
});

test.each([
  'betty',
  'betty@',
  '@x.com',
  'betty@x',
  'betty@x.',
  'betty@.com',
  'a b@x.com',
  'a@b@c.de',
  'a@x.com,b@y.com',
  '"a"@x.com',
  'a@x..com',
])('%s is refused (NC-16)', (email) => {
  expect(readEmail(email)).toMatchObject({ ok: false, refusal: { field: 'email', code: 'email-invalid' } });
});

test('254 characters are the most (NC-16)', () => {
  const withLength = (length: number) => `${'a'.repeat(length - 6)}@xy.de`;
  expect(readEmail(withLength(254)).ok).toBe(true);
  expect(readEmail(withLength(255))).toMatchObject({ ok: false, refusal: { code: 'email-too-long' } });
});

test('emails are compared in lower case; dots and tags count (IC-8)', () => {
  expect(emailKey('Betty@X.com')).toBe(emailKey('BETTY@x.com'));
  expect(emailKey('bet.ty@x.com')).not.toBe(emailKey('betty@x.com'));
  expect(emailKey('betty+1@x.com')).not.toBe(emailKey('betty@x.com'));
});
