import type { Location, Settings, User } from '../../../../core/domain/organisation/organisation';
import { programBook, type ProgramBook } from '../../../../core/domain/programs/program-book';
import type { WorkItem } from '../../../../core/domain/work-items/work-item';
import type { PulledCollection, PulledDocuments, RegisterStore } from './register-store';

const PAGE = 500;

/** The small collections, in memory: account, staff, programs, work items. Kept in step with the store. */
export class Directory {
  settings: Settings | null = null;
  users: readonly User[] = [];
  book: ProgramBook = programBook([]);
  workItems: readonly WorkItem[] = [];

  constructor(private readonly store: RegisterStore) {}

  /** Reads what changed; answers whether anything here did. */
  async refresh(changed: Iterable<PulledCollection>): Promise<boolean> {
    const names = new Set(changed);
    if (names.has('settings')) this.settings = (await this.all('settings'))[0] ?? null;
    if (names.has('users')) this.users = await this.all('users');
    if (names.has('programs')) this.book = programBook(await this.all('programs'));
    if (names.has('workItems')) this.workItems = await this.all('workItems');
    return (['settings', 'users', 'programs', 'workItems'] as const).some((name) => names.has(name));
  }

  location(id: string): Location | null {
    return this.settings?.locations.find((location) => location.id === id) ?? null;
  }

  /** Staff as main last fetched it: it hears of a change before the feed brings it (RO-14). */
  takeUsers(users: readonly User[]): void {
    this.users = users;
  }

  private async all<Name extends PulledCollection>(collection: Name): Promise<readonly PulledDocuments[Name][]> {
    const documents: PulledDocuments[Name][] = [];
    for (let after = ''; ;) {
      const page = await this.store.scan(collection, after, PAGE);
      documents.push(...page.map(({ document }) => document));
      if (page.length < PAGE) return documents;
      after = page.at(-1)?.document.id ?? '';
    }
  }
}
