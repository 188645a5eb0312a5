import { InvalidArgumentError, show } from "../errors.ts";
import type { Space } from "../space.ts";
import { Box } from "./box.ts";
import { Dict } from "./dict.ts";
import { Discrete } from "./discrete.ts";
import { MultiBinary } from "./multi-binary.ts";
import { MultiDiscrete } from "./multi-discrete.ts";
import { OneOf } from "./one-of.ts";
import { Sequence } from "./sequence.ts";
import { Text } from "./text.ts";
import { Tuple } from "./tuple.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The fields a type may have, and how it is made of them. */
interface Reader {
  readonly fields: readonly string[];
  readonly read: (json: Fields) => Space<unknown>;
}

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [
    "Discrete",
    {
      fields: ["n", "start", "labels"],
      read: ({ n, start = 0, labels }) =>
        new Discrete(n as number, {
          start: start as number,
          ...(labels === undefined ? {} : { labels: texts(labels, "labels") }),
        }),
    },
  ],
  [
    "MultiDiscrete",
    {
      fields: ["nvec", "start"],
      read: ({ nvec, start }) =>
        new MultiDiscrete(nvec as number[], start === undefined ? {} : { start: start as number[] }),
    },
  ],
  ["MultiBinary", { fields: ["shape"], read: ({ shape }) => new MultiBinary(shape as number[]) }],
  [
    "Box",
    {
      fields: ["low", "high", "shape"],
      read: ({ low, high, shape }) =>
        new Box(bounds(low, Number.NEGATIVE_INFINITY), bounds(high, Number.POSITIVE_INFINITY), {
          shape: shape as number[],
        }),
    },
  ],
  [
    "Text",
    {
      fields: ["minLength", "maxLength", "charset"],
      read: ({ minLength, maxLength, charset }) =>
        new Text(maxLength as number, { minLength: minLength as number, charset: charset as string }),
    },
  ],
  [
    "Dict",
    {
      fields: ["spaces"],
      read: ({ spaces }) => {
        const entries = Object.entries(record(spaces, "spaces"));
        return new Dict(Object.fromEntries(entries.map(([key, space]) => [key, spaceFromJSON(space)])));
      },
    },
  ],
  [
    "Tuple",
    { fields: ["spaces"], read: ({ spaces }) => new Tuple(list(spaces, "spaces").map(spaceFromJSON)) },
  ],
  [
    "OneOf",
    { fields: ["spaces"], read: ({ spaces }) => new OneOf(list(spaces, "spaces").map(spaceFromJSON)) },
  ],
  ["Sequence", { fields: ["space"], read: ({ space }) => new Sequence(spaceFromJSON(space)) }],
]);

/**
 * The space that `toJSON` wrote, with a sampler seeded with 0.
 * @throws {InvalidArgumentError} If it is not the JSON of a space of this library.
 */
export function spaceFromJSON(json: unknown): Space<unknown> {
  const { type, ...fields } = record(json, "space");
  const reader = typeof type === "string" ? READERS.get(type) : undefined;
  if (reader === undefined) {
    const types = [...READERS.keys()].join(", ");
    throw new InvalidArgumentError(
      `Expected the \`type\` of a space to be one of ${types}, got ${show(type)}.`,
    );
  }
  const unknown = Object.keys(fields).find((field) => !reader.fields.includes(field));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(
      `Expected a ${show(type)} space with ${reader.fields.join(", ")}, got ${show(unknown)}.`,
    );
  }
  return reader.read(fields);
}

/** @throws {InvalidArgumentError} If it is not a record. */
export function record(value: unknown, name: string): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw new InvalidArgumentError(`Expected \`${name}\` to be a record, got ${show(value)}.`);
}

/** @throws {InvalidArgumentError} If it is not a list. */
export function list(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new InvalidArgumentError(`Expected \`${name}\` to be a list, got ${show(value)}.`);
}

function texts(value: unknown, name: string): readonly string[] {
  const entries = list(value, name);
  if (entries.every((entry) => typeof entry === "string")) return entries;
  throw new InvalidArgumentError(`Expected \`${name}\` to be texts, got ${show(value)}.`);
}

const bounds = (value: unknown, unbounded: number): readonly number[] =>
  list(value, "bounds").map((each) => (each === null ? unbounded : (each as number)));
