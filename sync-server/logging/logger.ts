import pino, { type DestinationStream, type Logger } from 'pino';
import { safeError } from './safe-error';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * The server's log: one JSON object a line, made for machines and for support.
 *
 * Nothing personal gets in, because nothing is logged whole: requests by route and status, errors by `safeError`.
 */
export function createLogger(level: LogLevel, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: {
        err: safeError,
        req: (request: { readonly id?: unknown; readonly method?: unknown }) => ({
          id: request.id,
          method: request.method,
        }),
        res: (reply: { readonly statusCode?: unknown }) => ({ status: reply.statusCode }),
      },
    },
    destination,
  );
}
