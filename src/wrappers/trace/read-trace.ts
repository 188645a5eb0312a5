import { GymError, show } from "../../core/errors.ts";
import { TRACE_SCHEMA, type TraceEvent, type TraceHeader, type TraceState } from "./trace.ts";
import { parseTraceJson } from "./trace-json.ts";

/** A trace as it was read. */
export interface Trace {
  readonly header: TraceHeader;
  readonly events: readonly TraceEvent[];
}

type Fields = Readonly<Record<string, unknown>>;

/** What a value must be, in words, and whether it is. */
type Rule = readonly [expected: string, holds: (value: unknown) => boolean];

const isRecord = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
const isBit = (value: unknown): boolean => value === 0 || value === 1;

const COUNT: Rule = ["an integer >= 0", (value) => Number.isSafeInteger(value) && (value as number) >= 0];
const COUNT_OR_NULL: Rule = ["an integer >= 0 or null", (value) => value === null || COUNT[1](value)];
const INTEGER_OR_NULL: Rule = ["an integer or null", (value) => value === null || Number.isInteger(value)];
const NUMBER: Rule = ["a number", (value) => typeof value === "number"];
const BOOLEAN: Rule = ["true or false", (value) => typeof value === "boolean"];
const TEXT: Rule = ["a text", (value) => value === undefined || typeof value === "string"];
const RECORD: Rule = ["a record", isRecord];
const OPTIONAL_RECORD: Rule = ["a record", (value) => value === undefined || isRecord(value)];
const RECORD_OR_NULL: Rule = ["a record or null", (value) => value === null || isRecord(value)];
const GIVEN: Rule = ["a value", (value) => value !== undefined];
const TEXTS: Rule = [
  "a list of texts",
  (value) => Array.isArray(value) && value.every((each) => typeof each === "string"),
];
const MASK: Rule = ["a list of 0 and 1 or null", (value) => value === null || isBits(value)];
const PROPENSITY: Rule = ["in (0, 1]", (value) => value === undefined || isPropensity(value)];
const COMPONENTS: Rule = ["numbers by name or null", (value) => value === null || isNumbers(value)];

const isBits = (value: unknown): boolean => Array.isArray(value) && value.every(isBit);
const isPropensity = (value: unknown): boolean => typeof value === "number" && value > 0 && value <= 1;
const isNumbers = (value: unknown): boolean =>
  isRecord(value) && Object.values(value as Fields).every((each) => typeof each === "number");

const HEADER: Readonly<Record<string, Rule>> = {
  spec: RECORD_OR_NULL,
  observationSpace: GIVEN,
  actionSpace: GIVEN,
  taskIds: TEXTS,
  stochastic: BOOLEAN,
};
const STATE: Readonly<Record<string, Rule>> = { observation: GIVEN, mask: MASK, info: OPTIONAL_RECORD };
const EVENTS: ReadonlyMap<unknown, Readonly<Record<string, Rule>>> = new Map([
  ["reset", { episode: COUNT, seed: COUNT_OR_NULL, options: RECORD, next: RECORD }],
  ["restore", { episode: COUNT, step: COUNT }],
  [
    "step",
    {
      ...{ episode: COUNT, step: COUNT, key: INTEGER_OR_NULL, mask: MASK, action: GIVEN, name: TEXT },
      ...{ propensity: PROPENSITY, annotations: OPTIONAL_RECORD, reward: NUMBER, components: COMPONENTS },
      ...{ terminated: BOOLEAN, truncated: BOOLEAN, next: RECORD },
    },
  ],
]);

/**
 * Reads and checks a trace: the fields of every line, and that each step follows the one before in its episode.
 *
 * @param lines - As a `Recorder` wrote them; empty ones at the end are left out.
 * @throws {GymError} `BAD_FILE` with the number of the first line that is wrong.
 */
export function readTrace(lines: Iterable<string>): Trace {
  const texts = [...lines];
  while (texts.at(-1) === "") texts.pop();
  const [header, ...events] = texts.map((text, index) => readLine(text, index + 1));
  const open = { episode: -1, step: 0, goesOn: false };
  return {
    header: readHeader(header),
    events: events.map((fields, index) => {
      const event = readEvent(fields, index + 2);
      followOn(open, event, index + 2);
      return event;
    }),
  };
}

function readLine(text: string, line: number): Fields {
  try {
    const value = parseTraceJson(text);
    if (isRecord(value)) return value as Fields;
  } catch (error) {
    throw bad(line, "it is not complete JSON", error);
  }
  throw bad(line, "it is no record");
}

function readHeader(fields: Fields | undefined): TraceHeader {
  const { schema } = fields ?? {};
  if (fields === undefined || schema !== TRACE_SCHEMA) {
    throw bad(1, `expected a header with \`schema\` "${TRACE_SCHEMA}", got ${show(schema)}`);
  }
  checkFields(fields, HEADER, 1);
  return fields as unknown as TraceHeader;
}

function readEvent(fields: Fields, line: number): TraceEvent {
  const rules = EVENTS.get(fields["event"]);
  if (rules === undefined) {
    throw bad(line, `expected \`event\` to be reset, step or restore, got ${show(fields["event"])}`);
  }
  checkFields(fields, rules, line);
  const { next, mask } = fields;
  return {
    ...fields,
    ...(mask !== undefined && { mask: readMask(mask) }),
    ...(next !== undefined && { next: readState(next as Fields, line) }),
  } as unknown as TraceEvent;
}

function readState(fields: Fields, line: number): TraceState {
  checkFields(fields, STATE, line);
  return { ...fields, mask: readMask(fields["mask"]) } as unknown as TraceState;
}

function readMask(mask: unknown): Uint8Array | null {
  return mask === null ? null : Uint8Array.from(mask as readonly number[]);
}

/** How far the open episode has come. */
interface Open {
  episode: number;
  step: number;
  goesOn: boolean;
}

function followOn(open: Open, event: TraceEvent, line: number): void {
  const isStep = event.event === "step";
  if (isStep && !open.goesOn) throw bad(line, "it is a step outside an episode");
  const episode = isStep ? open.episode : open.episode + 1;
  if (event.episode !== episode) throw bad(line, `expected \`episode\` ${episode}, got ${event.episode}`);
  if (isStep && event.step !== open.step + 1) {
    throw bad(line, `expected \`step\` ${open.step + 1}, got ${event.step}`);
  }
  open.episode = episode;
  open.step = event.event === "reset" ? 0 : event.step;
  open.goesOn = !isStep || !(event.terminated || event.truncated);
}

function checkFields(fields: Fields, rules: Readonly<Record<string, Rule>>, line: number): void {
  for (const [name, [expected, holds]] of Object.entries(rules)) {
    const value = fields[name];
    if (!holds(value)) throw bad(line, `expected \`${name}\` to be ${expected}, got ${show(value)}`);
  }
}

function bad(line: number, problem: string, cause?: unknown): GymError {
  return new GymError("BAD_FILE", `Line ${line} of the trace cannot be read: ${problem}.`, { cause });
}
