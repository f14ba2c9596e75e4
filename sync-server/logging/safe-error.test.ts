import { expect, test } from 'vitest';
import { safeError } from './safe-error';

test('an error is logged without its message, which may repeat personal data', () => {
  const cause = Object.assign(new Error('Key (email)=(betty@example.com) already exists.\n at betty:1:2'), {
    code: '23505',
  });
  const said = safeError(new TypeError('Betty Smith\nat +13125550101', { cause }));

  expect(said).toMatchObject({ name: 'TypeError', cause: { name: 'Error', code: '23505' } });
  expect(said.calls.length).toBeGreaterThan(0);
  expect(JSON.stringify(said.calls)).not.toMatch(/\+1312/);
  expect(JSON.stringify(said)).not.toMatch(/betty/i);
});
