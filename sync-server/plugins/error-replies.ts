import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { EpochChangedSchema } from '../../core/sync/epoch';
import { ErrorReplySchema, type ErrorReply } from '../../core/sync/error-reply';
import { isConnectionLoss, isNoText } from '../store/database/storage-errors';
import { Refused } from './refused';

/** What any route may answer instead of its reply: always a code and a sentence. */
export const errorReplies = {
  409: Type.Union([EpochChangedSchema, ErrorReplySchema]),
  '4xx': ErrorReplySchema,
  '5xx': ErrorReplySchema,
} as const;

const MALFORMED: ErrorReply = { code: 'malformed', message: 'The request does not have the expected form.' };

/** What Fastify refuses by itself, by status. The text never repeats anything of the request. */
const FRAMEWORK_REPLIES: Readonly<Record<number, ErrorReply>> = {
  404: { code: 'not-found', message: 'There is nothing at this address.' },
  413: { code: 'too-large', message: 'The request is larger than the server accepts.' },
  414: { code: 'too-large', message: 'The address is longer than the server accepts.' },
  415: { code: 'not-json', message: 'The request is not JSON.' },
  429: { code: 'too-many-requests', message: 'Too many requests from this address. Try again in a minute.' },
  431: { code: 'too-large', message: 'The headers are larger than the server accepts.' },
};

const UNAVAILABLE: ErrorReply = {
  code: 'database-unavailable',
  message: 'The server cannot reach its database just now. Nothing was changed.',
};
const FAILED: ErrorReply = { code: 'server-error', message: 'The server could not do this. The cause is in its log.' };

/** Makes every refusal and failure of the server a code and a sentence. */
export function addErrorReplies(server: FastifyInstance): void {
  server.setNotFoundHandler((_request, reply) => send(reply, 404, FRAMEWORK_REPLIES[404] ?? MALFORMED));
  server.setErrorHandler(replyToError);
}

/** Also for errors that come before routing (an address that cannot be read). */
export function replyToError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof Refused) {
    if (error.retryAfterMs !== null) void reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000));
    return send(reply, error.status, error.reply);
  }
  const status = statusOf(error);
  if (status < 500) return send(reply, status, FRAMEWORK_REPLIES[status] ?? MALFORMED);
  request.log.error({ err: error }, 'request failed');
  return isConnectionLoss(error) ? send(reply, 503, UNAVAILABLE) : send(reply, 500, FAILED);
}

function send(reply: FastifyReply, status: number, body: ErrorReply): FastifyReply {
  return reply.code(status).type('application/json; charset=utf-8').send(body);
}

function statusOf(error: unknown): number {
  const { statusCode, validation } = error as Partial<FastifyError>;
  if (validation !== undefined || isNoText(error)) return 400;
  return typeof statusCode === 'number' && statusCode >= 400 ? statusCode : 500;
}
