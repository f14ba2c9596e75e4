import { expect, test } from 'vitest';
import { mailtoAddress } from './mailto-address';

test('one address becomes a link to the mail program (CL-6)', () => {
  expect(mailtoAddress('maria.garcia+cats@example.com')).toBe('mailto:maria.garcia%2Bcats@example.com');
  expect(mailtoAddress('josé@example.com')).toBe('mailto:jos%C3%A9@example.com');
  expect(mailtoAddress("tom&jerry?x=o'hara#1/2@example.com")).toBe(
    "mailto:tom%26jerry%3Fx%3Do'hara%231%2F2@example.com",
  );
});

test.each([
  'a@example.com,b@example.com',
  'a@example.com?bcc=b@example.com',
  'a@example.com&subject=x',
  'a%0d@example.com',
  'a@b@example.com',
  'file:///etc/passwd',
  'https://example.com/@x',
  'a@example.com\nb',
  'nobody',
])('%j is not one address, and nothing is opened (CL-6)', (text) => {
  expect(mailtoAddress(text)).toBeNull();
});
