import { expect, test } from 'vitest';
import { mayRequest } from './network-lock';

test.each([
  'pawtill://register/',
  'pawtill://register/v1/log',
  'blob:pawtill://register/6e1f',
  'data:image/png;base64,AA==',
])('a page may ask for %s', (address) => expect(mayRequest(address)).toBe(true));

test.each([
  'http://127.0.0.1:80/',
  'https://pawtill.example/',
  'ws://register/',
  'pawtill://elsewhere/',
  'pawtill://user@register/',
  'pawtill://register.example/',
  'file:///etc/passwd',
  'blob:https://pawtill.example/6e1f',
  'chrome-extension://x/',
  'not an address',
])('a page may not ask for %s', (address) => expect(mayRequest(address)).toBe(false));
