import type { Logger } from 'pino';
import { logOutput } from '../logging/log-output';
import { createLogger } from '../logging/logger';
import { safeError } from '../logging/safe-error';
import { DatabaseRefusal } from '../store/database/database-refusal';
import { readCommandLine, type Command, type CommandLine } from './command-line';
import { backupCommand } from './commands/backup';
import { joinCodeCommand } from './commands/join-code';
import { programsCommand } from './commands/programs';
import { restoreCommand } from './commands/restore';
import { serveCommand } from './commands/serve';
import { helpText } from './help';
import { withBooks } from './open-for';
import type { Say } from './say';
import type { Settings } from './settings';
import { CommandRefusal, UsageError } from './usage-error';

/** Exit codes: done, could not be done, not understood. */
export type ExitCode = 0 | 1 | 2;

export interface RunParts {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: Say;
  /** Resolves when somebody asks the process to end. */
  readonly askedToEnd: Promise<void>;
}

/** Does what the command line says, and answers the code to end with. */
export async function run({ args, environment, say, askedToEnd }: RunParts): Promise<ExitCode> {
  let line: CommandLine;
  try {
    line = readCommandLine(args, environment);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    say.note(`${error.message} See --help.`);
    return 2;
  }
  const { command, settings } = line;
  if (command.kind === 'help') {
    say.out(helpText());
    return 0;
  }
  const level = command.kind === 'serve' ? settings.logLevel : quiet(settings);
  const logger = createLogger(level, logOutput(process.stderr));
  try {
    await work(command, settings, logger, say, askedToEnd);
    return 0;
  } catch (error) {
    if (error instanceof CommandRefusal || error instanceof DatabaseRefusal) say.note(error.message);
    else {
      logger.fatal({ err: safeError(error) }, 'failed');
      say.note(
        `This could not be done (${error instanceof Error ? error.name : 'unknown'}). The log above says where.`,
      );
    }
    return 1;
  }
}

async function work(
  command: Exclude<Command, { kind: 'help' }>,
  settings: Settings,
  logger: Logger,
  say: Say,
  askedToEnd: Promise<void>,
): Promise<void> {
  switch (command.kind) {
    case 'serve': {
      const server = await serveCommand(settings, logger, say);
      await askedToEnd;
      logger.info('stopping');
      await server.stop();
      return logger.info('stopped');
    }
    case 'join-code':
      return withBooks(settings, logger, ({ books }) => joinCodeCommand(books, command, say));
    case 'programs':
      return withBooks(settings, logger, (opened) => programsCommand(opened, command.file, say));
    case 'backup':
      return withBooks(settings, logger, (opened) => backupCommand(opened, command.file, say));
    case 'restore':
      return withBooks(settings, logger, (opened) => restoreCommand(opened, settings, command.file, say));
    case 'demo': {
      // Names in six languages: only this command needs them.
      const { demoCommand } = await import('./commands/demo');
      return withBooks(settings, logger, (opened) => demoCommand(opened, command, say));
    }
  }
}

/** A command that ends by itself says only what went wrong, unless asked for more. */
function quiet(settings: Settings): Settings['logLevel'] {
  return settings.logLevel === 'info' ? 'error' : settings.logLevel;
}
