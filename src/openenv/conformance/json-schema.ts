import { isRecord } from "../client/text.ts";

type Data = Readonly<Record<string, unknown>>;
type Test = (value: unknown) => boolean;

const TYPES: readonly unknown[] = ["null", "boolean", "object", "array", "number", "string", "integer"];
const MAX_DEPTH = 64;

const isText: Test = (value) => typeof value === "string";
const isNumber: Test = (value) => typeof value === "number" && Number.isFinite(value);
const isCount: Test = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isFlag: Test = (value) => typeof value === "boolean";
const isType: Test = (value) => TYPES.includes(value);
const isNames: Test = (value) =>
  Array.isArray(value) && value.every(isText) && new Set(value).size === value.length;
const isTypes: Test = (value) =>
  isType(value) || (Array.isArray(value) && value.length > 0 && isNames(value) && value.every(isType));

const named = (test: Test, ...names: readonly string[]): readonly (readonly [string, Test])[] =>
  names.map((name) => [name, test]);

/** What the value of a keyword must be, where it is no schema itself. */
const KEYWORDS: ReadonlyMap<string, Test> = new Map([
  ...named(isTypes, "type"),
  ...named(isNames, "required"),
  ...named(Array.isArray, "enum", "examples"),
  ...named(isText, "title", "description", "$id", "$schema", "$ref", "format", "pattern"),
  ...named(isNumber, "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
  ...named(isCount, "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"),
  ...named(isFlag, "uniqueItems", "deprecated", "readOnly", "writeOnly"),
]);
const SCHEMA_IN = ["additionalProperties", "items", "not", "contains", "propertyNames", "if", "then", "else"];
const SCHEMAS_IN_LIST = ["anyOf", "oneOf", "allOf", "prefixItems"];
const SCHEMAS_IN_MAP = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];

/** What is wrong with a JSON Schema (draft 2020-12) that may refer only to itself; `undefined` if nothing. */
export function schemaProblem(schema: unknown): string | undefined {
  return problemAt(schema, { root: schema, path: "#", depth: 0 });
}

interface Place {
  readonly root: unknown;
  readonly path: string;
  readonly depth: number;
}

function problemAt(schema: unknown, place: Place): string | undefined {
  if (typeof schema === "boolean") return undefined;
  if (!isRecord(schema)) return `${place.path} is no schema`;
  if (place.depth > MAX_DEPTH) return `${place.path} is nested too deeply`;
  return keywordProblem(schema, place) ?? refProblem(schema, place) ?? innerProblem(schema, place);
}

function keywordProblem(schema: Data, { path }: Place): string | undefined {
  const wrong = Object.keys(schema).find((name) => KEYWORDS.get(name)?.(schema[name]) === false);
  return wrong === undefined ? undefined : `${path}/${wrong} is ${JSON.stringify(schema[wrong])}`;
}

function refProblem({ $ref: ref }: Data, { root, path }: Place): string | undefined {
  if (ref === undefined) return undefined;
  if (!String(ref).startsWith("#")) return `${path}/$ref leaves the schema: ${ref}`;
  return resolveRef(root, String(ref)) === undefined ? `${path}/$ref points nowhere: ${ref}` : undefined;
}

function innerProblem(schema: Data, { root, path, depth }: Place): string | undefined {
  const inside = (name: string, inner: unknown): string | undefined =>
    problemAt(inner, { root, path: `${path}/${name}`, depth: depth + 1 });
  for (const [name, inner] of innerSchemas(schema)) {
    const problem = inside(name, inner);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function innerSchemas(schema: Data): readonly (readonly [string, unknown])[] {
  const present = (names: readonly string[]): readonly string[] => names.filter((name) => name in schema);
  const single = present(SCHEMA_IN).map((name) => [name, schema[name]] as const);
  const listed = present(SCHEMAS_IN_LIST).flatMap((name) =>
    entriesOf(name, schema[name], Array.isArray(schema[name])),
  );
  const mapped = present(SCHEMAS_IN_MAP).flatMap((name) =>
    entriesOf(name, schema[name], isRecord(schema[name])),
  );
  return [...single, ...listed, ...mapped];
}

/** The schemas inside a keyword; the keyword itself where it holds none, so that it is refused. */
function entriesOf(name: string, value: unknown, sound: boolean): readonly (readonly [string, unknown])[] {
  if (!sound) return [[name, undefined]];
  return Object.entries(value as object).map(([key, inner]) => [`${name}/${key}`, inner]);
}

/** What a local reference points at; `undefined` if nothing. */
export function resolveRef(root: unknown, ref: string): unknown {
  const parts = ref.replace(/^#\/?/, "").split("/");
  const names = parts
    .filter((part) => part !== "")
    .map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"));
  return names.reduce<unknown>(
    (value, name) => (typeof value === "object" && value !== null ? (value as Data)[name] : undefined),
    root,
  );
}

/** A schema with its own references followed; an empty one where they lead nowhere. */
export function dereference(root: unknown, schema: unknown): Data {
  let current = schema;
  for (
    let hops = 0;
    hops < MAX_DEPTH && isRecord(current) && typeof current["$ref"] === "string";
    hops += 1
  ) {
    current = resolveRef(root, current["$ref"]);
  }
  return isRecord(current) ? current : {};
}

/** The fields of an object schema. */
export function propertiesOf(schema: Data): Data {
  const { properties } = dereference(schema, schema);
  return isRecord(properties) ? properties : {};
}
