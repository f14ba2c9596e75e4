import { expect, test } from 'vitest';
import { welcomeEmail } from './welcome-email';

test('the welcome email greets by the names as typed and names the store (MS-1, MS-11, NC-9)', () => {
  const mail = welcomeEmail({ firstName: 'Ann & Bill', lastName: 'Smith' }, 'Corner Pets');
  expect(mail.greeting).toBe('Greetings, Ann & Bill Smith.');
  expect(mail.paragraphs[0]).toContain('Corner Pets');
  expect(mail.unsubscribeLink).toBe('Unsubscribe');
});
