import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { LOG_LEVELS, type LogLevel } from '../logging/logger';
import { UsageError } from './usage-error';

/** A setting that may be given by a flag or by a variable; the flag wins. */
export interface SettingDefinition {
  readonly flag: string;
  readonly variable: string;
  /** What the flag takes, for the help; null for one that takes nothing. */
  readonly takes: string | null;
  readonly help: string;
}

/** Every setting, in the order in which the help lists them. */
export const settingDefinitions = {
  data: {
    flag: 'data',
    variable: 'PAWTILL_DATA',
    takes: 'DIR',
    help: `where the server keeps its database and its secret (default: ${defaultDataFolder()})`,
  },
  port: { flag: 'port', variable: 'PAWTILL_PORT', takes: 'N', help: 'port to listen at; 0 for any free one (4680)' },
  host: {
    flag: 'host',
    variable: 'PAWTILL_HOST',
    takes: 'ADDRESS',
    help: 'address to listen at (127.0.0.1); put a TLS proxy in front before opening it to a network',
  },
  databaseUrl: {
    flag: 'database-url',
    variable: 'DATABASE_URL',
    takes: 'URL',
    help: 'a PostgreSQL 15 or newer of your own instead of the built-in one',
  },
  secretFile: {
    flag: 'secret-file',
    variable: 'PAWTILL_SECRET_FILE',
    takes: 'FILE',
    help: 'the server secret (default: server-secret in the data folder); the same for all servers of one database',
  },
  poolSize: {
    flag: 'pool-size',
    variable: 'PAWTILL_POOL_SIZE',
    takes: 'N',
    help: 'connections to the database this process may hold (10)',
  },
  logLevel: {
    flag: 'log-level',
    variable: 'PAWTILL_LOG_LEVEL',
    takes: 'LEVEL',
    help: `${LOG_LEVELS.join(', ')} (info); the log goes to the error output, one JSON object a line`,
  },
  allowRemoteSetup: {
    flag: 'allow-remote-setup',
    variable: 'PAWTILL_ALLOW_REMOTE_SETUP',
    takes: null,
    help: 'let any computer that reaches an empty server set up the business on it, not only this one',
  },
} as const satisfies Record<string, SettingDefinition>;

export type SettingName = keyof typeof settingDefinitions;

/** The settings of one run. */
export interface Settings {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | null;
  readonly secretFile: string;
  readonly poolSize: number;
  readonly logLevel: LogLevel;
  readonly allowRemoteSetup: boolean;
}

/** The user's data folder; a service that runs as root keeps its data where services do. */
export function defaultDataFolder(): string {
  if (process.getuid?.() === 0) return '/var/lib/pawtill';
  if (process.platform === 'win32') return join(process.env['LOCALAPPDATA'] ?? homedir(), 'Pawtill');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Pawtill');
  return join(process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'pawtill');
}

export type FlagValues = Readonly<Record<string, string | boolean | undefined>>;

/** Settings from flags and variables. Throws `UsageError` naming the one that cannot be used. */
export function readSettings(flags: FlagValues, environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = (name: SettingName): string | null => {
    const { flag, variable } = settingDefinitions[name];
    const value = flags[flag] ?? environment[variable];
    return value === undefined || value === '' ? null : String(value);
  };
  const data = resolve(given('data') ?? defaultDataFolder());
  const secretFile = given('secretFile');
  return {
    data,
    port: wholeNumber('port', given('port') ?? '4680', 0, 65_535),
    host: given('host') ?? '127.0.0.1',
    databaseUrl: given('databaseUrl'),
    secretFile: secretFile === null ? join(data, 'server-secret') : resolve(secretFile),
    poolSize: wholeNumber('pool-size', given('poolSize') ?? '10', 2, 500),
    logLevel: logLevelOf(given('logLevel') ?? 'info'),
    allowRemoteSetup: isOn(given('allowRemoteSetup')),
  };
}

/** A whole number within bounds, or a `UsageError` that names the flag. */
export function wholeNumber(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`--${flag} takes a whole number from ${String(least)} to ${String(most)}, not "${text}".`);
}

function logLevelOf(text: string): LogLevel {
  const level = LOG_LEVELS.find((one) => one === text);
  if (level === undefined) throw new UsageError(`--log-level takes one of ${LOG_LEVELS.join(', ')}, not "${text}".`);
  return level;
}

function isOn(value: string | null): boolean {
  return value !== null && !['0', 'false', 'no', 'off'].includes(value.toLowerCase());
}
