import type { RxJsonSchema } from 'rxdb';
import type { TObject } from 'typebox';
import { StandingSchema } from '../../../../core/domain/cards/standing';
import { CustomerSchema } from '../../../../core/domain/customers/customer';
import { SettingsSchema, UserSchema } from '../../../../core/domain/organisation/organisation';
import { ProgramSchema } from '../../../../core/domain/programs/program';
import { TransactionDocumentSchema } from '../../../../core/domain/transactions/transaction-document';
import { WorkItemSchema } from '../../../../core/domain/work-items/work-item';
import { DecisionSchema } from '../../../../core/sync/decision';
import type { OwnEntry, PulledCollection, Visitor } from '../register/register-store';
import type { FeedMark } from '../register/register-store';

/** A pulled document on disk: its own fields, and where it stands in the feeds that carry it. */
export interface PulledRow {
  readonly id: string;
  readonly feeds: Readonly<Record<string, FeedMark>>;
  readonly [field: string]: unknown;
}

/** An own entry on disk. */
export interface EntryRow extends OwnEntry {
  /** Ascends with the sequence within a log; see `entryKey`. */
  readonly id: string;
}

export type VisitorRow = Visitor;

const id = { type: 'string', maxLength: 128 } as const;
const anything = { type: 'object', additionalProperties: true } as const;

/**
 * The domain schema is the disk schema, so that they cannot drift. There is no index: lookups go to the search index,
 * and every index slows a first sync by a quarter.
 */
function pulled(schema: TObject | null): RxJsonSchema<PulledRow> {
  const properties = (schema?.properties ?? {}) as RxJsonSchema<PulledRow>['properties'];
  return {
    version: 0,
    type: 'object',
    primaryKey: 'id',
    properties: { ...properties, id, feeds: anything },
    required: ['id', 'feeds'],
  };
}

/**
 * What this register was told, by collection (LO-8). Nothing is pushed from here: what this register changes is a log
 * entry, and lies over the pulled document until the server's own answer contains it.
 */
export const pulledSchemas: Readonly<Record<PulledCollection, RxJsonSchema<PulledRow>>> = {
  customers: pulled(CustomerSchema),
  standings: pulled(StandingSchema),
  transactions: pulled(TransactionDocumentSchema),
  programs: pulled(ProgramSchema),
  offers: pulled(null),
  catalogue: pulled(null),
  users: pulled(UserSchema),
  settings: pulled(SettingsSchema),
  messages: pulled(null),
  workItems: pulled(WorkItemSchema),
  decisions: pulled(DecisionSchema),
};

/** Customers of other locations; the one collection of pulled content with a writer of its own. */
export const visitingSchema: RxJsonSchema<VisitorRow> = {
  version: 0,
  type: 'object',
  primaryKey: 'id',
  properties: { id, customer: anything, standing: anything, broughtAt: { type: 'integer' } },
  required: ['id', 'customer', 'standing', 'broughtAt'],
};

/** The register log with its verdicts. */
export const entriesSchema: RxJsonSchema<EntryRow> = {
  version: 0,
  type: 'object',
  primaryKey: 'id',
  properties: { id, entry: anything, verdict: {} },
  required: ['id', 'entry'],
} as RxJsonSchema<EntryRow>;

/** Primary key of an own entry. */
export function entryKey(logId: string, sequence: number): string {
  return `${logId}:${String(sequence).padStart(10, '0')}`;
}
