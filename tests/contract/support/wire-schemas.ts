import type { TSchema } from 'typebox';
import { StandingSchema } from '../../../core/domain/cards/standing';
import { CustomerSchema } from '../../../core/domain/customers/customer';
import { MessageSchema } from '../../../core/domain/messages/message';
import { LocationSchema, SettingsSchema, UserSchema } from '../../../core/domain/organisation/organisation';
import { ProgramSchema } from '../../../core/domain/programs/program';
import { TransactionDocumentSchema } from '../../../core/domain/transactions/transaction-document';
import { WorkItemSchema } from '../../../core/domain/work-items/work-item';
import { hashValue } from '../../../core/kernel/hash';
import { LogEntrySchema } from '../../../core/log/entry';
import { entryKinds } from '../../../core/log/kinds';
import * as checkpoint from '../../../core/sync/checkpoint';
import * as decision from '../../../core/sync/decision';
import * as epoch from '../../../core/sync/epoch';
import * as errorReply from '../../../core/sync/error-reply';
import * as feed from '../../../core/sync/feed';
import * as join from '../../../core/sync/join';
import * as log from '../../../core/sync/log';
import * as masterList from '../../../core/sync/master-list';

/** What a document of a feed looks like, by collection. */
export const documentSchemas: Readonly<Partial<Record<feed.FeedCollection, TSchema>>> = {
  customers: CustomerSchema,
  standings: StandingSchema,
  transactions: TransactionDocumentSchema,
  programs: ProgramSchema,
  users: UserSchema,
  settings: SettingsSchema,
  messages: MessageSchema,
  workItems: WorkItemSchema,
  decisions: decision.DecisionSchema,
};

const modules = { checkpoint, decision, epoch, errorReply, feed, join, log, masterList };

/** Hash of everything that travels between register and server, annotations aside. */
export function wireSchemasHash(): string {
  const messages = Object.fromEntries(
    Object.values(modules)
      .flatMap((module) => Object.entries(module))
      .filter(([name]) => name.endsWith('Schema')),
  );
  const all = { messages, LogEntrySchema, LocationSchema, entryKinds, documentSchemas };
  return hashValue(JSON.parse(JSON.stringify(all)));
}
