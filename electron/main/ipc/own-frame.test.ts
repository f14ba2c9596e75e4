import type { WebFrameMain } from 'electron';
import { expect, test } from 'vitest';
import { assertOwnFrame } from './own-frame';

/** A frame as Electron describes it, as far as the check looks at it. */
const frame = (parts: Partial<Pick<WebFrameMain, 'url' | 'origin' | 'parent'>>) =>
  ({ url: 'pawtill://register/checkout', origin: 'pawtill://register', parent: null, ...parts }) as WebFrameMain;

test('the top frame of our own page may speak', () => {
  expect(() => assertOwnFrame(frame({}))).not.toThrow();
});

test.each([
  ['a frame that is gone', null],
  ['a subframe of our own page', frame({ parent: frame({}) })],
  ['another origin', frame({ url: 'https://example.com/', origin: 'https://example.com' })],
  ['a data page', frame({ url: 'data:text/html,x', origin: 'null' })],
  ['our page without our origin, as in a sandboxed frame', frame({ origin: 'null' })],
  [
    'a name that only begins like ours',
    frame({ url: 'pawtill://register.example/', origin: 'pawtill://register.example' }),
  ],
])('%s is refused', (_what, sender) => {
  expect(() => assertOwnFrame(sender)).toThrow('foreign-frame');
});
