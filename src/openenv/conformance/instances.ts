import { isRecord } from "../client/text.ts";
import { dereference, propertiesOf } from "./json-schema.ts";

type Data = Readonly<Record<string, unknown>>;

const MAX_DEPTH = 16;
const MAX_VARIANTS = 24;

/**
 * Actions that a JSON Schema most likely allows, the smallest first: its own examples, one with the required fields
 * alone, and that one with each other choice of each field that offers a few.
 */
export function actionCandidates(schema: Data): readonly Data[] {
  const examples = Array.isArray(schema["examples"]) ? schema["examples"].filter(isRecord) : [];
  const smallest = instance(schema, { root: schema, depth: 0 });
  if (!isRecord(smallest)) return examples;
  const variants = Object.keys(smallest).flatMap((field) =>
    choices(dereference(schema, propertiesOf(schema)[field])).map((choice) => ({
      ...smallest,
      [field]: choice,
    })),
  );
  return [...examples, smallest, ...variants].slice(0, MAX_VARIANTS);
}

function choices(schema: Data): readonly unknown[] {
  return Array.isArray(schema["enum"]) ? schema["enum"].slice(1) : [];
}

/**
 * An action with every optional field present: `null` where that is allowed, else its default, else nothing in it.
 * @param base - An action that is allowed; its fields stay.
 */
export function withNulls(schema: Data, base: Data): Data {
  const optional = Object.entries(propertiesOf(schema)).filter(
    ([name]) => !(name in base) && name !== "metadata",
  );
  const filled = optional.map(([name, property]) => [name, absentValue(schema, property)] as const);
  return { ...Object.fromEntries(filled), ...base, metadata: {} };
}

function absentValue(root: Data, given: unknown): unknown {
  if (allowsNull(root, given)) return null;
  const property = dereference(root, given);
  if ("default" in property) return property["default"];
  if (property["type"] === "array") return [];
  return property["type"] === "object" ? {} : null;
}

function allowsNull(root: Data, property: unknown): boolean {
  const { type, anyOf, oneOf, enum: values, const: only } = dereference(root, property);
  const alternatives = [anyOf, oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return (
    [type].flat().includes("null") ||
    only === null ||
    (Array.isArray(values) && values.includes(null)) ||
    alternatives.some((each) => allowsNull(root, each))
  );
}

interface Place {
  readonly root: Data;
  readonly depth: number;
}

/** The smallest value that a schema allows, as far as that can be told from its usual keywords. */
function instance(given: unknown, place: Place): unknown {
  const schema = dereference(place.root, given);
  if (place.depth > MAX_DEPTH) return null;
  if ("const" in schema) return schema["const"];
  if ("default" in schema && schema["default"] !== null) return schema["default"];
  for (const list of ["examples", "enum"]) {
    const values = schema[list];
    if (Array.isArray(values) && values.length > 0 && !(place.depth === 0 && list === "examples"))
      return values[0];
  }
  const alternatives = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(alternatives)) return instance(firstWithout(alternatives, place), deeper(place));
  if (Array.isArray(schema["allOf"])) return merged(schema["allOf"], place);
  return ofType(schema, place);
}

const deeper = ({ root, depth }: Place): Place => ({ root, depth: depth + 1 });

function firstWithout(alternatives: readonly unknown[], { root }: Place): unknown {
  return alternatives.find((each) => dereference(root, each)["type"] !== "null") ?? alternatives[0];
}

function merged(parts: readonly unknown[], place: Place): unknown {
  const values = parts.map((part) => instance(part, deeper(place)));
  return values.every(isRecord) ? Object.assign({}, ...values) : values[0];
}

function ofType(schema: Data, place: Place): unknown {
  const [type] = [schema["type"]].flat();
  if (type === "string") return text(schema);
  if (type === "integer" || type === "number") return number(schema);
  if (type === "boolean") return false;
  if (type === "array") return list(schema, place);
  return type === "object" || "properties" in schema ? object(schema, place) : null;
}

function text({ minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Data): string {
  return "conformance".padEnd(Number(minLength), ".").slice(0, Number(maxLength));
}

function number({ minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, type }: Data): number {
  const step = Number(multipleOf ?? (type === "integer" ? 1 : 0.5));
  const [least, most] = [minimum ?? above(exclusiveMinimum, step), maximum ?? above(exclusiveMaximum, -step)];
  const low = Math.ceil(Number(least ?? Number.NEGATIVE_INFINITY) / step) * step;
  return Math.min(Math.max(0, low), Number(most ?? Number.POSITIVE_INFINITY));
}

function above(limit: unknown, step: number): number | undefined {
  return typeof limit === "number" ? limit + step : undefined;
}

function list({ minItems = 0, items, prefixItems }: Data, place: Place): unknown[] {
  const fixed = Array.isArray(prefixItems) ? prefixItems : [];
  const count = Math.min(Math.max(Number(minItems), fixed.length), 100);
  return Array.from({ length: count }, (_, index) => instance(fixed[index] ?? items, deeper(place)));
}

function object(schema: Data, place: Place): Data {
  const { properties = {}, required = [] } = schema as { properties?: Data; required?: readonly string[] };
  return Object.fromEntries(required.map((name) => [name, instance(properties[name], deeper(place))]));
}
