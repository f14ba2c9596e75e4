import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';

/** True when a value is surely of the schema; false when only `Value.Check` can tell. */
type Sure = (value: unknown) => boolean;

/** The parts of a JSON schema that are understood here. */
interface Node {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly patternProperties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/**
 * A check of documents against a TypeBox schema, for hundreds of thousands of them: `Value.Check` reads the schema anew
 * for each value, and compiling it to code needs eval, which the content policy forbids. This one arranges the schema
 * once into functions that say "surely yes"; whatever they are not sure of, `Value.Check` decides. So it can be wrong in
 * neither direction, only slow.
 */
export function quickCheck<Schema extends TSchema>(schema: Schema): (value: unknown) => value is Static<Schema> {
  const isSure = surely(schema);
  return (value): value is Static<Schema> => isSure(value) || Value.Check(schema, value);
}

/** The quick half of `quickCheck`: says yes only when it is sure. */
export function surely(schema: TSchema): Sure {
  return sureOf(schema as Node);
}

const never: Sure = () => false;
const known: ReadonlySet<string> = new Set([
  ...['type', 'properties', 'required', 'additionalProperties', 'patternProperties', 'items', 'anyOf', 'enum', 'const'],
  ...['minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'minItems', 'maxItems', 'title', 'description'],
]);

function sureOf(node: Node): Sure {
  if (Object.keys(node).some((keyword) => !known.has(keyword))) return never;
  if (node.anyOf !== undefined) {
    const branches = node.anyOf.map(sureOf);
    return (value) => branches.some((isSure) => isSure(value));
  }
  if (node.enum !== undefined) {
    const values = new Set(node.enum);
    return (value) => typeof value === 'string' && values.has(value);
  }
  if ('const' in node) {
    const wanted = node.const;
    return (value) => typeof value !== 'object' && value === wanted;
  }
  switch (node.type) {
    case 'string':
      return sureString(node);
    case 'integer':
    case 'number':
      return sureNumber(node);
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'null':
      return (value) => value === null;
    case 'array':
      return sureArray(node);
    case 'object':
      return sureObject(node);
    default:
      return Object.keys(node).length === 0 ? () => true : never;
  }
}

function sureString({ minLength = 0, maxLength = Infinity, pattern }: Node): Sure {
  const expression = pattern === undefined ? null : new RegExp(pattern, 'u');
  // A length counted in UTF-16 units is never below the one the schema means; above 1 it says nothing of the least.
  if (minLength > 1) return never;
  return (value) =>
    typeof value === 'string' &&
    value.length >= minLength &&
    value.length <= maxLength &&
    (expression === null || expression.test(value));
}

function sureNumber({ type, minimum = -Infinity, maximum = Infinity }: Node): Sure {
  const isRight = type === 'integer' ? Number.isInteger : Number.isFinite;
  return (value) => typeof value === 'number' && isRight(value) && value >= minimum && value <= maximum;
}

function sureArray({ items, minItems = 0, maxItems = Infinity }: Node): Sure {
  const isItem = items === undefined ? never : sureOf(items);
  return (value) =>
    Array.isArray(value) && value.length >= minItems && value.length <= maxItems && value.every((one) => isItem(one));
}

function sureObject({ properties = {}, required = [], additionalProperties, patternProperties }: Node): Sure {
  if (patternProperties !== undefined) return sureRecord(patternProperties, properties);
  const parts = Object.entries(properties).map(
    ([name, node]) => [name, sureOf(node), required.includes(name)] as const,
  );
  const isClosed = additionalProperties === false;
  return (value) => {
    if (!isPlain(value)) return false;
    let present = 0;
    for (const [name, isSure, isRequired] of parts) {
      if (!Object.hasOwn(value, name)) {
        if (isRequired) return false;
        continue;
      }
      if (!isSure(value[name])) return false;
      present += 1;
    }
    return !isClosed || Object.keys(value).length === present;
  };
}

/** `Type.Record` with any text as key. */
function sureRecord(patterns: Readonly<Record<string, Node>>, properties: Readonly<Record<string, Node>>): Sure {
  const [[pattern, node] = ['', {}], ...others] = Object.entries(patterns);
  if (others.length > 0 || Object.keys(properties).length > 0 || pattern !== '^.*$') return never;
  const isSure = sureOf(node);
  return (value) => isPlain(value) && Object.values(value).every((one) => isSure(one));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
