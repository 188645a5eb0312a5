import type { z } from "zod";
import { ValidationError } from "./validation-error.ts";
import type { ValidationIssue } from "./wire.ts";

type Loc = readonly (string | number)[];
type ZodIssue = z.core.$ZodIssue;
type Part = Pick<ValidationIssue, "type" | "msg" | "ctx">;

const SHOWN_CHARACTERS = 200;
const SHOWN_PROBLEMS = 3;
/** Problems of one input that are listed. */
const MAX_PROBLEMS = 100;

/** Kinds of a wrong type, by what zod expected. */
const WRONG_TYPE: Readonly<Record<string, string>> = {
  string: "string_type",
  number: "float_type",
  int: "int_type",
  boolean: "bool_type",
  array: "list_type",
  object: "dict_type",
  record: "dict_type",
};

const WORDS: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  int: "an integer",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

function at(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    input,
  );
}

/** A value as an issue shows it: texts are cut, and records are left out when they are long. */
export function shownInput(value: unknown): unknown {
  if (typeof value === "string") return value.slice(0, SHOWN_CHARACTERS);
  if (typeof value !== "object" || value === null) return value;
  const count = Array.isArray(value) ? value.length : Object.keys(value).length;
  return count > SHOWN_CHARACTERS || JSON.stringify(value).length > SHOWN_CHARACTERS ? undefined : value;
}

/** One problem, with the value at fault cut to a length that can be shown. */
export function issue(part: Part & { readonly loc: Loc }, input: unknown): ValidationIssue {
  const { type, loc, msg, ctx } = part;
  const shown = shownInput(input);
  const cut = loc.map((key) => (typeof key === "string" ? key.slice(0, SHOWN_CHARACTERS) : key));
  return {
    type,
    loc: cut,
    msg,
    ...(shown !== undefined && { input: shown }),
    ...(ctx !== undefined && { ctx }),
  };
}

function wrongType(expected: string, isWhole: boolean): Part {
  const type = isWhole ? "model_attributes_type" : (WRONG_TYPE[expected] ?? "value_error");
  return { type, msg: `Input should be ${WORDS[expected] ?? expected}` };
}

type RangeIssue = Extract<ZodIssue, { code: "too_small" | "too_big" }>;

function wrongLength(found: RangeIssue, limit: number): Part {
  const [noun, unit, prefix] =
    found.origin === "string" ? ["string", "characters", "string_too"] : ["list", "items", "too"];
  const [word, end, bound] =
    found.code === "too_small" ? ["least", "short", "min_length"] : ["most", "long", "max_length"];
  const msg = `The ${noun} should have at ${word} ${limit} ${unit}`;
  return { type: `${prefix}_${end}`, msg, ctx: { [bound]: limit } };
}

function outOfRange(found: RangeIssue): Part {
  const isSmall = found.code === "too_small";
  const limit = Number(isSmall ? found.minimum : found.maximum);
  if (found.origin === "string" || found.origin === "array") return wrongLength(found, limit);
  const [word, letter] = isSmall ? ["greater", "g"] : ["less", "l"];
  if (found.inclusive === false) {
    return {
      type: `${word}_than`,
      msg: `Input should be ${word} than ${limit}`,
      ctx: { [`${letter}t`]: limit },
    };
  }
  const msg = `Input should be ${word} than or equal to ${limit}`;
  return { type: `${word}_than_equal`, msg, ctx: { [`${letter}e`]: limit } };
}

function partOf(found: ZodIssue): Part {
  switch (found.code) {
    case "invalid_type":
      return wrongType(found.expected, found.path.length === 0);
    case "invalid_value": {
      const expected = found.values.map(String).join(", ");
      return { type: "literal_error", msg: `Input should be one of ${expected}`, ctx: { expected } };
    }
    case "too_small":
    case "too_big":
      return outOfRange(found);
    default:
      return { type: "value_error", msg: found.message };
  }
}

function issuesOfOne(found: ZodIssue, input: unknown): readonly ValidationIssue[] {
  const loc = found.path.map((key) => (typeof key === "number" ? key : String(key)));
  if (found.code === "unrecognized_keys") {
    return found.keys
      .slice(0, MAX_PROBLEMS)
      .map((key) =>
        issue(
          { type: "extra_forbidden", loc: [...loc, key], msg: "Extra inputs are not permitted" },
          at(input, [...found.path, key]),
        ),
      );
  }
  const value = at(input, found.path);
  if (value === undefined) return [issue({ type: "missing", loc, msg: "Field required" }, undefined)];
  return [issue({ ...partOf(found), loc }, value)];
}

/** The problems that zod found, in the form that users of FastAPI know; at most 100. */
export function issuesOf(error: z.ZodError, input: unknown): readonly ValidationIssue[] {
  const found = error.issues.slice(0, MAX_PROBLEMS);
  return found.flatMap((each) => issuesOfOne(each, input)).slice(0, MAX_PROBLEMS);
}

/** The first problems in one line, such as `Invalid action: queue: Input should be one of …`. */
export function summarize(what: string, issues: readonly ValidationIssue[]): string {
  const lines = issues.slice(0, SHOWN_PROBLEMS).map(({ loc, msg }) => {
    const where = loc.join(".");
    return where === "" ? msg : `${where}: ${msg}`;
  });
  const more = issues.length > lines.length ? `; and ${issues.length - lines.length} more` : "";
  const text = `Invalid ${what}: ${lines.join("; ")}${more}`;
  return `${text.replaceAll(/\s+/g, " ").replace(/\.$/, "")}.`;
}

/** @returns The checked record. @throws {ValidationError} With every problem. */
export function check<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  what: string,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = issuesOf(parsed.error, input);
  throw new ValidationError(summarize(what, issues), issues);
}

/** Runs `read`, and puts `prefix` before the way to each problem, such as `["body", "seed"]` for `["seed"]`. */
export function within<Result>(prefix: Loc, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    throw new ValidationError(
      error.message,
      error.issues.map((each) => ({ ...each, loc: [...prefix, ...each.loc] })),
    );
  }
}

/** The error of one problem. */
export function refusal(what: string, part: Part & { readonly loc: Loc }, input?: unknown): ValidationError {
  const issues = [issue(part, input)];
  return new ValidationError(summarize(what, issues), issues);
}
