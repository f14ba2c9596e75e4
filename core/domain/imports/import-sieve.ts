import { currentKeys, type ContactKind } from '../customers/duplicates';
import type { RawRow } from './import-field';
import { outcomeOf, type ImportProblem } from './import-problem';
import type { ImportRow } from './import-row';
import { isBlankRow, readImportRow, type ReadingPlan } from './read-import-row';

/** Counts of a dry run (UP-6). `leftOut`: rows that are imported without some value. */
export interface ImportCounts {
  readonly imported: number;
  readonly duplicates: number;
  readonly invalid: number;
  readonly leftOut: number;
}

/** An identifier of a row that an existing customer has already, as the server says. */
export interface ExistingIdentifier {
  readonly row: number;
  readonly kind: ContactKind;
}

/**
 * Sifts the rows of one list in their order: who is imported, who stands in an earlier row already, who cannot be
 * imported (UP-7). Rows may come in pieces; the order alone decides.
 */
export class ImportSieve {
  readonly #customers: ImportRow[] = [];
  readonly #problems: ImportProblem[] = [];
  /** `kind key` → the first row that has it. */
  readonly #seen = new Map<string, number>();

  constructor(
    private readonly plan: ReadingPlan,
    private readonly country: string,
  ) {}

  /** Takes one row of the file. */
  take(cells: RawRow, row: number): void {
    if (isBlankRow(cells)) return;
    const { customer, problems } = readImportRow(cells, row, this.plan, this.country);
    if (customer === null) return void this.#problems.push(...problems);
    const sifted = withoutEarlier(customer, (name) => this.#seen.get(name) ?? null);
    if (sifted.customer === null) return void this.#problems.push(...sifted.problems);
    for (const { kind, key } of currentKeys(sifted.customer)) this.#seen.set(`${kind} ${key}`, row);
    this.#customers.push(sifted.customer);
    this.#problems.push(...problems, ...sifted.problems);
  }

  /** The list so far, without those whom an existing customer stands in the way of (UP-7). */
  sifted(existing: readonly ExistingIdentifier[] = []): SiftedList {
    const taken = new Map<number, ContactKind[]>();
    for (const { row, kind } of existing) taken.set(row, [...(taken.get(row) ?? []), kind]);
    const customers: ImportRow[] = [];
    const problems: ImportProblem[] = [];
    const gone = new Set<number>();
    for (const customer of this.#customers) {
      const kinds = taken.get(customer.row);
      if (kinds === undefined) {
        customers.push(customer);
        continue;
      }
      const { row, email, phone, internalId } = customer;
      if (kinds.includes('email') || kinds.includes('phone')) {
        gone.add(row);
        const [code, field, value] = kinds.includes('email')
          ? (['same-email-customer', 'email', email] as const)
          : (['same-phone-customer', 'phone', phone] as const);
        problems.push({ row, code, field, value });
      } else {
        problems.push({ row, code: 'internal-id-same-customer', field: 'internalId', value: internalId });
        customers.push({ ...customer, internalId: '' });
      }
    }
    const all = [...this.#problems.filter(({ row }) => !gone.has(row)), ...problems].sort((a, b) => a.row - b.row);
    return { customers, problems: all, counts: countsOf(customers.length, all) };
  }
}

/** What a dry run came to. */
export interface SiftedList {
  readonly customers: readonly ImportRow[];
  /** In the order of the file. */
  readonly problems: readonly ImportProblem[];
  readonly counts: ImportCounts;
}

function withoutEarlier(customer: ImportRow, seenIn: (name: string) => number | null) {
  const { row } = customer;
  const earlier = currentKeys(customer).flatMap(({ kind, key }) => {
    const otherRow = seenIn(`${kind} ${key}`);
    return otherRow === null ? [] : [{ kind, otherRow }];
  });
  const of = (wanted: ContactKind) => earlier.find(({ kind }) => kind === wanted);
  const [email, phone, id] = [of('email'), of('phone'), of('internal-id')];
  const problem = (code: ImportProblem['code'], field: 'email' | 'phone' | 'internalId', otherRow: number) => {
    return { row, code, field, value: customer[field], otherRow };
  };
  if (email !== undefined) return { customer: null, problems: [problem('same-email-row', 'email', email.otherRow)] };
  if (phone !== undefined) return { customer: null, problems: [problem('same-phone-row', 'phone', phone.otherRow)] };
  if (id === undefined) return { customer, problems: [] };
  // Two people may have been given one number; both are brought along, the number stays with the first (IC-11).
  const left = problem('internal-id-same-row', 'internalId', id.otherRow);
  return { customer: { ...customer, internalId: '' }, problems: [left] };
}

function countsOf(imported: number, problems: readonly ImportProblem[]): ImportCounts {
  const rowsWith = (wanted: ReturnType<typeof outcomeOf>) =>
    new Set(problems.filter((problem) => outcomeOf(problem) === wanted).map(({ row }) => row)).size;
  return {
    imported,
    duplicates: rowsWith('duplicate'),
    invalid: rowsWith('invalid'),
    leftOut: rowsWith('imported'),
  };
}
