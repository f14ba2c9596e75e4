import { expect, test } from 'vitest';
import { readCommandLine } from './command-line';
import { helpText } from './help';
import { defaultDataFolder, settingDefinitions } from './settings';
import { UsageError } from './usage-error';

test('without a command the server serves, on its own port and only for this computer', () => {
  const { command, settings } = readCommandLine([], {});

  expect(command).toEqual({ kind: 'serve' });
  expect(settings).toMatchObject({ port: 4680, host: '127.0.0.1', databaseUrl: null, allowRemoteSetup: false });
  expect(settings.data).toBe(defaultDataFolder());
});

test('a flag wins over its variable', () => {
  const environment = { PAWTILL_PORT: '5000', PAWTILL_DATA: '/tmp/one', PAWTILL_ALLOW_REMOTE_SETUP: '0' };
  const { settings } = readCommandLine(['serve', '--port', '6000', '--allow-remote-setup'], environment);

  expect(settings).toMatchObject({
    port: 6000,
    data: '/tmp/one',
    secretFile: '/tmp/one/server-secret',
    allowRemoteSetup: true,
  });
});

test('every command is read with what belongs to it', () => {
  const command = (...args: string[]) => readCommandLine(args, {}).command;

  expect(command('join-code', '--location', 'Harbor')).toEqual({ kind: 'join-code', location: 'Harbor', all: false });
  expect(command('join-code', '--all')).toEqual({ kind: 'join-code', location: null, all: true });
  expect(command('backup', 'b.pawtill')).toEqual({ kind: 'backup', file: 'b.pawtill' });
  expect(command('demo', '--customers', '100')).toEqual({ kind: 'demo', customers: 100, seed: 1 });
  expect(command('restore', '--help')).toEqual({ kind: 'help' });
});

test.each([
  [['dance'], /no command "dance"/],
  [['backup'], /takes one file/],
  [['serve', '--port', 'many'], /--port takes a whole number/],
  [['serve', '--all'], /--all means nothing/],
  [['serve', '--unknown'], /unknown/i],
  [['serve', 'now'], /takes no "now"/],
  [['serve', '--log-level', 'loud'], /--log-level/],
])('%j is refused with a sentence', (args, sentence) => {
  expect(() => readCommandLine(args, {})).toThrow(UsageError);
  expect(() => readCommandLine(args, {})).toThrow(sentence);
});

test('the help names every flag and every variable', () => {
  const text = helpText();
  for (const { flag, variable } of Object.values(settingDefinitions)) {
    expect(text).toContain(`--${flag}`);
    expect(text).toContain(variable);
  }
  for (const command of ['serve', 'join-code', 'programs', 'backup', 'restore', 'demo'])
    expect(text).toContain(command);
});
