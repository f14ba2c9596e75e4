import { expect, test } from 'vitest';
import { haveSameNames, type IdentifierKey } from '../../../core/domain/customers/duplicates';
import {
  exactWords,
  matchesLookup,
  searchTokensOf,
  type SearchTokens,
} from '../../../core/domain/customers/lookup-match';
import { readLookup } from '../../../core/domain/customers/lookup-query';
import { nameOrderKey } from '../../../core/domain/customers/name-order';
import { rowKeys, type SearchRow } from '../../../core/domain/customers/search-row';
import { aSearchRow, HARBOR, manySearchRows, MIDTOWN } from '../../../tests/support/factories';
import { seededRandom } from '../../../tests/support/seeded';
import { finish } from './job';
import { rowDigest } from './row-digest';
import type { ListFilter } from './search-calls';
import { SearchIndex } from './search-index';
import { restoreIndex, saveIndex } from './snapshot';

const everybody: ListFilter = { text: '', appUsersOnly: false, sort: 'name', locationId: null };

/** What a row is found and sorted by, worked out once for a test. */
const worked = new WeakMap<SearchRow, { readonly tokens: SearchTokens; readonly key: string }>();
function workOut(row: SearchRow) {
  const known = worked.get(row) ?? { tokens: searchTokensOf(row), key: nameOrderKey(row) };
  worked.set(row, known);
  return known;
}
const byKey = (a: SearchRow, b: SearchRow) => (workOut(a).key < workOut(b).key ? -1 : 1);

/** The same answers in the plainest way, from everybody. */
class PlainIndex {
  readonly rows = new Map<string, SearchRow>();

  lookup(text: string): readonly SearchRow[] {
    const query = readLookup(text, 'list', false);
    if (query.kind === 'too-short') return [];
    return [...this.rows.values()]
      .map((row) => ({ row, tokens: workOut(row).tokens }))
      .filter(({ tokens }) => matchesLookup(tokens, query.terms))
      .map(({ row, tokens }) => ({ row, exact: exactWords(tokens, query.terms) }))
      .sort((a, b) => b.exact - a.exact || byKey(a.row, b.row))
      .map(({ row }) => row);
  }

  list({ text, appUsersOnly, sort, locationId }: ListFilter): readonly SearchRow[] {
    const found = text.trim() === '' ? [...this.rows.values()] : [...this.lookup(text)];
    const listed = found
      .filter((row) => !appUsersOnly || row.isAppUser)
      .filter((row) => locationId === null || row.locationIds.includes(locationId))
      .sort((a, b) => (sort === 'name' ? 0 : a.createdAt - b.createdAt) || byKey(a, b));
    return sort === 'newest' ? listed.reverse() : listed;
  }

  holders(asked: IdentifierKey): readonly string[] {
    const holds = (row: SearchRow) => rowKeys(row).some(({ kind, key }) => kind === asked.kind && key === asked.key);
    return [...this.rows.values()].filter(holds).map(({ id }) => id);
  }
}

/** Pieces of what customers are found by, and nonsense. */
function texts(rows: readonly SearchRow[], random: () => number): readonly string[] {
  const pieces = Array.from({ length: 12 }, () => {
    const row = rows[Math.floor(random() * rows.length)] ?? aSearchRow();
    const fields = [
      row.firstName,
      row.lastName,
      row.email,
      row.phone.slice(2),
      row.internalId,
      row.email.split('@')[1] ?? '',
    ];
    const field = fields[Math.floor(random() * fields.length)] ?? '';
    const start = /^\d+$/u.test(field) ? Math.floor(random() * 6) : 0;
    return field.slice(start, start + 1 + Math.floor(random() * field.length));
  });
  const two = pieces.slice(0, 4).map((piece, at) => `${piece} ${pieces[at + 4] ?? ''}`);
  return [...pieces, ...two, 's', 'zzz', '&', 'smith', '2025', '+1 (2', "o'b", 'nunez', 'MARY s'];
}

test.each([1, 2, 3])('history %i: found, listed and counted as by looking at everybody', (seed) => {
  const random = seededRandom(seed);
  // An import gives many customers one instant of creation.
  const pool = manySearchRows(1500, seed).map((row) => ({
    ...row,
    createdAt: Math.round(row.createdAt / 1e10) * 1e10,
  }));
  const plain = new PlainIndex();
  let index = new SearchIndex();
  let upkeep = index.upkeep();

  const change = (id: string, row: SearchRow | null) => {
    if (row === null) plain.rows.delete(id);
    else plain.rows.set(id, row);
    return { id, row };
  };
  for (let turn = 0; turn < 30; turn += 1) {
    const size = random() < 0.3 ? 500 : Math.floor(random() * 40);
    const changes = Array.from({ length: size }, () => {
      const row = pool[Math.floor(random() * pool.length)] ?? aSearchRow();
      const other = pool[Math.floor(random() * pool.length)] ?? row;
      const changed = random() < 0.5 ? row : { ...other, id: row.id, createdAt: row.createdAt };
      return change(row.id, random() < 0.15 ? null : changed);
    });
    index.change(changes);
    // Upkeep goes on while rows change under it, and is often not finished when the next question comes.
    upkeep ??= index.upkeep();
    for (let step = Math.floor(random() * 30); step > 0 && upkeep !== null; step -= 1) {
      if (upkeep.next().done === true) upkeep = null;
    }
    if (random() < 0.1) {
      const restored = restoreIndex(finish(saveIndex(index, `turn ${turn}`)));
      if (!restored.ok) throw new Error('what was saved can be restored');
      index = restored.value.index;
      upkeep = null;
    }

    for (const text of texts(pool, random)) {
      const expected = plain.lookup(text);
      const answer = index.lookup({ text, mode: 'list', entered: false, limit: 50 });
      if (answer.kind === 'too-short') expect(expected, text).toEqual([]);
      else {
        expect(answer.rows, text).toEqual(expected.slice(0, 50));
        expect(answer.total, text).toBe(expected.length);
      }
    }
    const filter: ListFilter = {
      text: random() < 0.5 ? '' : (texts(pool, random)[0] ?? ''),
      appUsersOnly: random() < 0.5,
      sort: (['name', 'newest', 'oldest'] as const)[Math.floor(random() * 3)] ?? 'name',
      locationId: [null, MIDTOWN, HARBOR][Math.floor(random() * 3)] ?? null,
    };
    const expected = plain.list(filter);
    const offset = Math.floor(random() * (expected.length + 10));
    expect(index.page({ ...filter, offset, limit: 50 })).toEqual({
      rows: expected.slice(offset, offset + 50),
      total: expected.length,
    });
    expect(index.ids(filter)).toEqual(expected.map(({ id }) => id));
    expect(index.stats()).toMatchObject({
      customers: plain.rows.size,
      appUsers: plain.list({ ...everybody, appUsersOnly: true }).length,
    });
    const someone = [...plain.rows.values()][Math.floor(random() * plain.rows.size)];
    if (someone === undefined) continue;
    for (const key of rowKeys(someone)) {
      expect(
        index
          .holders([key])
          .map(({ id }) => id)
          .sort(),
      ).toEqual([...plain.holders(key)].sort());
    }
    const namesakes = [...plain.rows.values()].filter((row) => haveSameNames(row, someone)).map(({ id }) => id);
    expect(
      index
        .namesakes(someone)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(namesakes.sort());
  }
});

function anIndexOf(...rows: readonly SearchRow[]): SearchIndex {
  const index = new SearchIndex();
  index.change(rows.map((row) => ({ id: row.id, row })));
  return index;
}

/** Enough others that the rows lie in a segment. */
function settled(...rows: readonly SearchRow[]): SearchIndex {
  const index = anIndexOf(...rows, ...manySearchRows(300));
  for (let job = index.upkeep(); job !== null; job = index.upkeep()) finish(job);
  expect(index.stats()).toMatchObject({ segments: 1, fresh: 0 });
  return index;
}

const lee = aSearchRow({ id: 'lee', firstName: 'Bruce', lastName: 'Leequan' });
const leeson = aSearchRow({
  id: 'leeson',
  firstName: 'Ann',
  lastName: 'Leequanson',
  internalId: 'AB-77',
  phone: '+15550147222',
});

test.each([
  ['fresh', anIndexOf(lee, leeson)],
  ['settled', settled(lee, leeson)],
])('%s rows: whole name words come before beginnings (LK-9), trailing space counts (LK-3)', (_, index) => {
  const names = (text: string, entered = false) => {
    const answer = index.lookup({ text, mode: 'checkout', entered, limit: 50 });
    return answer.kind === 'found' ? answer.rows.map((row) => row.lastName) : null;
  };
  expect(names('leequan')).toEqual(['Leequan', 'Leequanson']);
  expect(names('Lee')).toBeNull();
  expect(names('5550147222')).toEqual(['Leequanson']);
  expect(names('5550147223')).toEqual([]);
  expect(names('7222')).toEqual(expect.arrayContaining(['Leequanson']));
});

test.each([
  ['fresh', anIndexOf(lee, leeson)],
  ['settled', settled(lee, leeson)],
])('%s rows: a scanned internal ID selects its customer, a typed one only finds it (LK-10)', (_, index) => {
  const ask = (text: string, entered: boolean) => index.lookup({ text, mode: 'checkout', entered, limit: 50 });
  expect(ask(' ab-77', true)).toMatchObject({ kind: 'found', identified: 'leeson' });
  expect(ask('AB-77', false)).toMatchObject({ kind: 'found', identified: null, total: 1 });
  expect(ask('AB-7', true)).toMatchObject({ kind: 'found', identified: null, total: 1 });
});

test('a one-character internal ID can be scanned, and of two customers with one ID nobody is selected (LK-10)', () => {
  const index = anIndexOf({ ...lee, internalId: '7' }, { ...leeson, internalId: '8' }, aSearchRow({ internalId: '8' }));
  const ask = (text: string) => index.lookup({ text, mode: 'checkout', entered: true, limit: 50 });
  expect(ask('7')).toMatchObject({ kind: 'found', rows: [{ id: 'lee' }], identified: 'lee' });
  expect(ask('8')).toEqual({ kind: 'too-short' });
});

test.each([
  ['fresh', anIndexOf({ ...lee, internalId: 'A 0017' }, leeson)],
  ['settled', settled({ ...lee, internalId: 'A 0017' }, leeson)],
])('%s rows: an ID with a space in it selects too, and its leading zeros count (LK-10, IC-11)', (_, index) => {
  const ask = (text: string) => index.lookup({ text, mode: 'checkout', entered: true, limit: 50 });
  expect(ask('a 0017 ')).toMatchObject({ kind: 'found', rows: [{ id: 'lee' }], total: 1, identified: 'lee' });
  expect(ask('A 17')).toMatchObject({ total: 0, identified: null });
  expect(ask('0017')).toMatchObject({ total: 0, identified: null });
});

test.each([
  ['fresh', anIndexOf({ ...lee, internalId: '5550147' }, leeson)],
  ['settled', settled({ ...lee, internalId: '5550147' }, leeson)],
])('%s rows: while the switch is off a number nobody sees neither finds nor selects (LK-1, NC-5)', (_, index) => {
  const ask = (withoutInternalIds: boolean) =>
    index.lookup({ text: '5550147', mode: 'checkout', entered: true, limit: 50, withoutInternalIds });
  expect(ask(false)).toMatchObject({ identified: 'lee', total: 2 });
  expect(ask(true)).toMatchObject({ identified: null, rows: [{ id: 'leeson' }], total: 1 });
  const list = (withoutInternalIds: boolean) => index.ids({ ...everybody, text: '5550147', withoutInternalIds });
  expect([list(false), list(true)]).toEqual([['lee', 'leeson'], ['leeson']]);
});

test('at most 50 rows, with the number of all (LK-9)', () => {
  const index = settled(...Array.from({ length: 120 }, (_, at) => aSearchRow({ id: `q${at}`, lastName: 'Quimby' })));
  const answer = index.lookup({ text: 'quimby', mode: 'checkout', entered: false, limit: 50 });
  expect(answer.kind === 'found' && [answer.rows.length, answer.total]).toEqual([50, 120]);
});

test('a page beyond the end is empty, forwards and backwards (CL-5)', () => {
  const index = settled(lee);
  for (const sort of ['name', 'newest', 'oldest'] as const) {
    const page = index.page({ ...everybody, sort, offset: 1000, limit: 50 });
    expect(page).toEqual({ rows: [], total: 301 });
  }
});

test('after an unorderly stop the rows that differ are named', () => {
  const index = settled(lee, leeson);
  const known = [...manySearchRows(300), { ...lee, town: 'Bristol' }, aSearchRow({ id: 'new' })];
  const comparison = finish(index.compare({ ids: known.map(({ id }) => id), digests: known.map(rowDigest) }));
  expect(comparison).toEqual({ stale: ['lee', 'new'], extra: ['leeson'] });
});

test('a damaged snapshot, an empty one and one of another version are refused', () => {
  const saved = finish(saveIndex(settled(lee), 'here'));
  expect(restoreIndex(saved)).toMatchObject({ ok: true, value: { checkpoint: 'here' } });
  const damaged = saved.slice(0);
  const bytes = new Uint8Array(damaged);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  for (const wrong of [
    damaged,
    saved.slice(0, saved.byteLength - 8),
    saved.slice(0, 100),
    new ArrayBuffer(0),
    new ArrayBuffer(8),
  ]) {
    expect(restoreIndex(wrong)).toEqual({ ok: false, refusal: 'unreadable' });
  }
});
