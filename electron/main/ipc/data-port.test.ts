import { EventEmitter } from 'node:events';
import type { MessagePortMain, WebContents } from 'electron';
import { expect, test, vi } from 'vitest';
import { onDataPort } from './data-port';

const ownFrame = { url: 'pawtill://register/', origin: 'pawtill://register', parent: null };

/** A window's contents and a port, as far as handing over a port looks at them. */
function aWindow() {
  const contents = Object.assign(new EventEmitter(), { ipc: new EventEmitter() });
  const aPort = () => ({ close: vi.fn() });
  const ask = (port: { close(): void } | null, senderFrame: object | null = ownFrame) =>
    contents.ipc.emit('data-port:open', { senderFrame, ports: port ? [port] : [] });
  const navigate = (parts: object = {}) =>
    contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false, ...parts });
  const taken: unknown[] = [];
  onDataPort(contents as unknown as WebContents, (port: MessagePortMain) => taken.push(port));
  return { aPort, ask, navigate, taken };
}

test('a page gets one port per load; a second one is closed', () => {
  const { aPort, ask, navigate, taken } = aWindow();
  const [first, second, third] = [aPort(), aPort(), aPort()];
  ask(first);
  ask(second);
  expect(taken).toEqual([first]);
  expect(second.close).toHaveBeenCalledOnce();

  navigate({ isSameDocument: true });
  ask(second);
  expect(taken).toEqual([first]);
  navigate();
  ask(third);
  expect(taken).toEqual([first, third]);
});

test('a foreign page gets no port', () => {
  const { aPort, ask, taken } = aWindow();
  expect(() => ask(aPort(), { url: 'https://example.com/', origin: 'https://example.com', parent: null })).toThrow();
  expect(() => ask(aPort(), null)).toThrow('foreign-frame');
  ask(null);
  expect(taken).toEqual([]);
});
