import fc from 'fast-check';
import { Type, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { aCustomer, aProgram, aStanding } from '../../tests/support/factories';
import { StandingSchema } from '../domain/cards/standing';
import { CustomerSchema } from '../domain/customers/customer';
import { ProgramSchema } from '../domain/programs/program';
import { LogEntrySchema } from '../log/entry';
import { quickCheck, surely } from './quick-check';

const schemas: Readonly<Record<string, TSchema>> = {
  customer: CustomerSchema,
  standing: StandingSchema,
  program: ProgramSchema,
  entry: LogEntrySchema,
  odd: Type.Object({
    short: Type.String({ minLength: 2, maxLength: 3 }),
    one: Type.Optional(Type.Union([Type.Literal('a'), Type.Literal(2), Type.Null()])),
    map: Type.Record(Type.String(), Type.Integer({ minimum: 0 })),
    list: Type.Array(Type.Number(), { minItems: 1, maxItems: 2 }),
    tuple: Type.Tuple([Type.String(), Type.Integer()]),
    any: Type.Unknown(),
  }),
};

/** Something near a right value: one place of it replaced, removed or added. */
function changed(value: unknown, path: readonly string[], by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return by;
  if (typeof value !== 'object' || value === null) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  const keys = Object.keys(copy);
  const key = keys[step.length % Math.max(1, keys.length)] ?? step;
  if (by === undefined && rest.length === 0) delete copy[key];
  else copy[key] = changed(copy[key], rest, by);
  return copy;
}

const right: Readonly<Record<string, unknown>> = {
  customer: aCustomer({ email: 'a@x.com', stamps: { created: '1' } }),
  standing: aStanding(),
  program: aProgram(),
  entry: {},
  odd: { short: 'ab', one: 'a', map: { x: 1 }, list: [1.5], tuple: ['a', 1], any: null },
};

test.each(Object.keys(schemas))('says of any %s what TypeBox says', (name) => {
  const schema = schemas[name] ?? Type.Never();
  const check = quickCheck(schema);
  const other = fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.constant(NaN), fc.string({ unit: 'grapheme' }));
  const path = fc.array(fc.string({ maxLength: 30 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(path, other, (where, by) => {
      const value = changed(right[name], where, by);
      expect(check(value)).toBe(Value.Check(schema, value));
    }),
    { numRuns: 400 },
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(check(value)).toBe(Value.Check(schema, value));
    }),
  );
});

test('sound documents are told without asking TypeBox', () => {
  expect(surely(CustomerSchema)(right['customer'])).toBe(true);
  expect(surely(StandingSchema)(right['standing'])).toBe(true);
  expect(surely(ProgramSchema)(right['program'])).toBe(true);
  expect(surely(CustomerSchema)({ ...aCustomer(), phone: 5 })).toBe(false);
});
