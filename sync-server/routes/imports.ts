import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import {
  BeginImportSchema,
  CheckImportReplySchema,
  CheckImportSchema,
  ImportProgressSchema,
  ImportRowsSchema,
  ImportsReplySchema,
  ImportStateSchema,
  RowsTakenSchema,
} from '../../core/sync/import';
import type { Actor, Books } from '../books/books';
import { actingUser } from '../plugins/acting-user';
import { IMPORT_BODY_LIMIT } from '../plugins/body-limits';
import { errorReplies } from '../plugins/error-replies';
import { callerOf } from '../plugins/register-door';
import { valueOf } from '../plugins/refused';

const Params = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) });
const stateReplies = { 200: ImportStateSchema, ...errorReplies };

/**
 * Uploads of customer lists (2.12), for Admins: a list is announced, its rows laid aside, and carried out or called off
 * as a whole; the last one can be taken back.
 */
export const importsRoutes: FastifyPluginAsyncTypebox<{ readonly books: Books }> = async (server, { books }) => {
  const uploader = (request: Parameters<typeof actingUser>[0], locationId: string) =>
    actingUser(request, books, 'upload-customers', locationId);
  /** Whoever may upload to the location of the list. */
  const uploaderOf = async (request: Parameters<typeof actingUser>[0], importId: string): Promise<Actor> => {
    const { import: found } = valueOf(await books.import(importId));
    return uploader(request, found.locationId);
  };

  const listing = { response: { 200: ImportsReplySchema, ...errorReplies } };
  server.get('/v1/imports', { schema: listing }, async (request) => {
    await uploader(request, callerOf(request).locationId);
    return books.uploads();
  });

  const checking = { body: CheckImportSchema, response: { 200: CheckImportReplySchema, ...errorReplies } };
  server.post('/v1/imports/check', { schema: checking, bodyLimit: IMPORT_BODY_LIMIT }, async (request) => {
    await uploader(request, request.body.locationId);
    return { existing: [...(await books.checkImport(request.body))] };
  });

  const beginning = { body: BeginImportSchema, response: stateReplies };
  server.post('/v1/imports', { schema: beginning }, async (request) => {
    const actor = await uploader(request, request.body.locationId);
    return valueOf(await books.beginImport(actor, request.body));
  });

  const staging = { params: Params, body: ImportRowsSchema, response: { 200: RowsTakenSchema, ...errorReplies } };
  server.post('/v1/imports/:id/rows', { schema: staging, bodyLimit: IMPORT_BODY_LIMIT }, async (request) => {
    await uploaderOf(request, request.params.id);
    return { taken: valueOf(await books.stageImport(request.params.id, request.body.rows)) };
  });

  const looking = { params: Params, response: { 200: ImportProgressSchema, ...errorReplies } };
  server.get('/v1/imports/:id', { schema: looking }, async (request) => {
    await uploaderOf(request, request.params.id);
    return valueOf(await books.import(request.params.id));
  });

  const acting = { params: Params, response: stateReplies };
  server.post('/v1/imports/:id/commit', { schema: acting }, async (request) =>
    valueOf(await books.commitImport(await uploaderOf(request, request.params.id), request.params.id)),
  );
  server.post('/v1/imports/:id/cancel', { schema: acting }, async (request) =>
    valueOf(await books.cancelImport(await uploaderOf(request, request.params.id), request.params.id)),
  );
  server.post('/v1/imports/:id/undo', { schema: acting }, async (request) =>
    valueOf(await books.undoImport(await uploaderOf(request, request.params.id), request.params.id)),
  );
};
