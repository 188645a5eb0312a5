import { InvalidArgumentError, show } from "../errors.ts";
import type { Space } from "../space.ts";
import { list, record, spaceFromJSON } from "./json.ts";

type Fields = Readonly<Record<string, unknown>>;

/** How the JSON of a space is found in its schema, by the schema's title. */
const READERS: ReadonlyMap<string, (schema: Fields) => Fields> = new Map<string, (schema: Fields) => Fields>([
  [
    "Discrete",
    ({ oneOf, ...range }) => ({
      ...rangeOf(range),
      ...(oneOf === undefined
        ? {}
        : { labels: list(oneOf, "oneOf").map((each) => record(each, "oneOf")["title"]) }),
    }),
  ],
  [
    "MultiDiscrete",
    (schema) => {
      const ranges = items(schema).map((each) => rangeOf(record(each, "prefixItems")));
      return { nvec: ranges.map(({ n }) => n), start: ranges.map(({ start }) => start) };
    },
  ],
  ["MultiBinary", (schema) => ({ shape: schema["x-shape"] })],
  [
    "Box",
    (schema) => {
      const entries = items(schema).map((each) => record(each, "prefixItems"));
      return {
        low: entries.map(({ minimum = null }) => minimum),
        high: entries.map(({ maximum = null }) => maximum),
        shape: schema["x-shape"],
      };
    },
  ],
  ["Text", ({ minLength, maxLength, pattern }) => ({ minLength, maxLength, charset: charsetOf(pattern) })],
  [
    "Dict",
    ({ properties }) => {
      const entries = Object.entries(record(properties, "properties"));
      return { spaces: Object.fromEntries(entries.map(([key, each]) => [key, jsonOf(each)])) };
    },
  ],
  ["Tuple", (schema) => ({ spaces: items(schema).map(jsonOf) })],
  [
    "OneOf",
    ({ oneOf }) => ({
      spaces: list(oneOf, "oneOf").map((each) => jsonOf(items(record(each, "oneOf"))[1])),
    }),
  ],
  ["Sequence", ({ items: element }) => ({ space: jsonOf(element) })],
]);

/**
 * The space that `toJSONSchema` described, with a sampler seeded with 0. Reads only schemas of that form.
 * @throws {InvalidArgumentError} If it is not the JSON Schema of a space of this library.
 */
export function spaceFromJSONSchema(schema: unknown): Space<unknown> {
  return spaceFromJSON(jsonOf(schema));
}

function jsonOf(schema: unknown): Fields {
  const fields = record(schema, "schema");
  const { title } = fields;
  const read = typeof title === "string" ? READERS.get(title) : undefined;
  if (read === undefined) {
    const titles = [...READERS.keys()].join(", ");
    throw new InvalidArgumentError(
      `Expected the \`title\` of a schema to be one of ${titles}, got ${show(title)}.`,
    );
  }
  return { type: title, ...read(fields) };
}

const items = ({ prefixItems = [] }: Fields): readonly unknown[] => list(prefixItems, "prefixItems");

function rangeOf({ minimum, maximum }: Fields): { readonly n: number; readonly start: unknown } {
  return { n: Number(maximum) - Number(minimum) + 1, start: minimum };
}

function charsetOf(pattern: unknown): string {
  const inner = typeof pattern === "string" ? /^\^\[(.*)\]\*\$$/su.exec(pattern)?.[1] : undefined;
  if (inner === undefined) {
    throw new InvalidArgumentError(`Expected \`pattern\` to be \`^[…]*$\`, got ${show(pattern)}.`);
  }
  return inner.replace(/\\(.)/gsu, "$1");
}
