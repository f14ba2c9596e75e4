import { awaitRxStorageReplicationInSync, type RxCollection, type WithDeleted } from 'rxdb';
import { replicateRxCollection, type RxReplicationState } from 'rxdb/plugins/replication';
import { Subject } from 'rxjs';
import type { PulledRow } from '../collections/schemas';

interface Batch {
  readonly rows: WithDeleted<PulledRow>[];
  readonly taken: () => void;
  readonly givenUp: (error: Error) => void;
}

/** A pull handler's page must stay below this, or RxDB asks for the next before it has stored it. */
const RXDB_BATCH = 5000;
/** RxDB's own checkpoint says nothing: where a feed was read to is noted by the store, after the documents. */
const NO_CHECKPOINT = { place: 'see seen' };

/**
 * Writes pulled rows into one collection, by an RxDB replication that only pulls.
 *
 * One feed carries several collections under one checkpoint, so the replication is handed what the feed brought instead
 * of asking for it. A batch counts as stored only when its write has come to an end without an error; after an error
 * the replication is cancelled and the next batch begins a new one.
 */
export class PullPipe {
  private replication: RxReplicationState<PulledRow, typeof NO_CHECKPOINT> | null = null;
  private readonly resync = new Subject<'RESYNC'>();
  private batch: Batch | null = null;
  private failure: unknown = null;

  constructor(private readonly collection: RxCollection<PulledRow>) {}

  /** Settles when the rows are stored; rejects when any of them is not. */
  async write(rows: readonly WithDeleted<PulledRow>[]): Promise<void> {
    for (let from = 0; from < rows.length; from += RXDB_BATCH - 1) {
      await this.writeBatch(rows.slice(from, from + RXDB_BATCH - 1));
    }
  }

  async stop(): Promise<void> {
    const { replication, batch } = this;
    this.replication = null;
    this.batch = null;
    batch?.givenUp(new Error('The pipe was stopped.'));
    await replication?.cancel();
  }

  private async writeBatch(rows: WithDeleted<PulledRow>[]): Promise<void> {
    this.failure = null;
    const replication = await this.started();
    const internal = replication.internalReplicationState;
    if (internal === undefined) throw new Error('The replication did not start.');
    await new Promise<void>((taken, givenUp) => {
      this.batch = { rows, taken, givenUp };
      this.resync.next('RESYNC');
    });
    await awaitRxStorageReplicationInSync(internal);
    if (this.failure === null) return;
    await this.stop();
    throw this.failure;
  }

  private async started(): Promise<RxReplicationState<PulledRow, typeof NO_CHECKPOINT>> {
    if (this.replication !== null) return this.replication;
    const replication = replicateRxCollection<PulledRow, typeof NO_CHECKPOINT>({
      replicationIdentifier: 'feed',
      collection: this.collection,
      live: true,
      waitForLeadership: false,
      toggleOnDocumentVisible: false,
      pull: {
        batchSize: RXDB_BATCH,
        stream$: this.resync.asObservable(),
        handler: async () => {
          const { batch } = this;
          this.batch = null;
          batch?.taken();
          return { documents: batch?.rows ?? [], checkpoint: NO_CHECKPOINT };
        },
      },
    });
    replication.error$.subscribe((error) => (this.failure ??= error));
    await replication.awaitInitialReplication();
    if (this.failure !== null) {
      await replication.cancel();
      throw this.failure;
    }
    this.replication = replication;
    return replication;
  }
}
