import { settingDefinitions } from './settings';

const COMMANDS: readonly (readonly [command: string, help: string])[] = [
  ['serve', 'run the sync server (also without any command)'],
  ['join-code --location NAME', 'print a one-time code for a register at that location; valid 10 minutes'],
  ['join-code --all', "print one for an owner's computer, which sees all locations"],
  [
    'programs FILE.json',
    'load frequent-buyer programs and who takes part; its form is in sync-server/programs-file.md',
  ],
  ['backup FILE', 'write everything to one file, while the server runs'],
  ['restore FILE', 'put a backup in place of everything; registers then offer again what is missing in it'],
  ['demo --customers N --seed S', 'fill an empty server with made-up customers (5000), the same for the same seed'],
];

/** Everything the server can be told, for `--help`. */
export function helpText(): string {
  const settings = Object.values(settingDefinitions).map(
    ({ flag, takes, variable, help }) => [`--${flag}${takes === null ? '' : ` ${takes}`}`, variable, help] as const,
  );
  const commandWidth = Math.max(...COMMANDS.map(([command]) => command.length));
  const flagWidth = Math.max(...settings.map(([flag]) => flag.length));
  const variableWidth = Math.max(...settings.map(([, variable]) => variable.length));
  return [
    'Usage: npm run server -- [COMMAND] [SETTINGS]',
    '',
    'Commands; all but serve may be used while a server runs on the same data:',
    ...COMMANDS.map(([command, help]) => `  ${command.padEnd(commandWidth)}  ${help}`),
    '',
    'Settings, by flag or by variable (the flag wins); those without a value take 1 or 0 as variable:',
    ...settings.map(
      ([flag, variable, help]) => `  ${flag.padEnd(flagWidth)}  ${variable.padEnd(variableWidth)}  ${help}`,
    ),
    `  ${'-h, --help'.padEnd(flagWidth)}  ${''.padEnd(variableWidth)}  this text`,
    '',
  ].join('\n');
}
