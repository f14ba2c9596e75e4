import { parseArgs, type ParseArgsConfig } from 'node:util';
import { readSettings, settingDefinitions, wholeNumber, type FlagValues, type Settings } from './settings';
import { UsageError } from './usage-error';

/** What the server is asked to do. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'serve' }
  | { readonly kind: 'join-code'; readonly location: string | null; readonly all: boolean }
  | { readonly kind: 'programs'; readonly file: string }
  | { readonly kind: 'backup'; readonly file: string }
  | { readonly kind: 'restore'; readonly file: string }
  | { readonly kind: 'demo'; readonly customers: number; readonly seed: number };

export interface CommandLine {
  readonly command: Command;
  readonly settings: Settings;
}

/** Flags that belong to one command. */
const COMMAND_FLAGS = {
  location: { type: 'string' },
  all: { type: 'boolean' },
  customers: { type: 'string' },
  seed: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

/** Which of them each command takes, besides the settings. */
const FLAGS_OF: Readonly<Record<Command['kind'], readonly string[]>> = {
  help: Object.keys(COMMAND_FLAGS),
  serve: [],
  'join-code': ['location', 'all'],
  programs: [],
  backup: [],
  restore: [],
  demo: ['customers', 'seed'],
};

const LARGEST_DEMO = 1_000_000;

/** Reads the arguments after the script's name. Throws `UsageError` with a sentence for the person. */
export function readCommandLine(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CommandLine {
  const { values, positionals } = parse(args);
  const [name = 'serve', ...operands] = positionals;
  const command = values['help'] === true ? ({ kind: 'help' } as const) : commandOf(name, operands, values);
  const settings = readSettings(values, environment);
  const foreign = Object.keys(COMMAND_FLAGS).find(
    (flag) => values[flag] !== undefined && !FLAGS_OF[command.kind].includes(flag),
  );
  if (foreign !== undefined) throw new UsageError(`--${foreign} means nothing to "${command.kind}".`);
  return { command, settings };
}

function parse(args: readonly string[]): { values: FlagValues; positionals: readonly string[] } {
  const settings = Object.values(settingDefinitions).map(
    ({ flag, takes }) => [flag, { type: takes === null ? 'boolean' : 'string' }] as const,
  );
  try {
    const options = { ...Object.fromEntries(settings), ...COMMAND_FLAGS };
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values: values as FlagValues, positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The arguments cannot be read.');
  }
}

function commandOf(name: string, operands: readonly string[], values: FlagValues): Command {
  const none = <Kind extends Command>(command: Kind): Kind => {
    if (operands.length > 0) throw new UsageError(`"${name}" takes no "${String(operands[0])}".`);
    return command;
  };
  const file = (): string => {
    const [only, ...more] = operands;
    if (only === undefined || more.length > 0) throw new UsageError(`"${name}" takes one file.`);
    return only;
  };
  switch (name) {
    case 'serve':
    case 'help':
      return none({ kind: name });
    case 'join-code':
      return none({ kind: name, location: textOf(values['location']), all: values['all'] === true });
    case 'programs':
    case 'backup':
    case 'restore':
      return { kind: name, file: file() };
    case 'demo': {
      const customers = wholeNumber('customers', textOf(values['customers']) ?? '5000', 1, LARGEST_DEMO);
      return none({ kind: name, customers, seed: wholeNumber('seed', textOf(values['seed']) ?? '1', 0, 2 ** 31) });
    }
    default:
      throw new UsageError(`There is no command "${name}".`);
  }
}

function textOf(value: string | boolean | undefined): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
