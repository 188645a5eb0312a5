import { InvalidArgumentError } from "../core/errors.ts";
import { type NumberRange, numberParameter } from "../core/parameters.ts";

/** Values by name of an environment variable, as `process.env` has them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What a caller sets; everything else comes from variables, then from defaults. */
export interface BaselineFlags {
  /** Plays this task alone. */
  readonly task?: string | undefined;
  readonly benchmark?: string | undefined;
  readonly model?: string | undefined;
  /** Root of a chat endpoint, such as `http://127.0.0.1:8001/v1`. */
  readonly baseUrl?: string | undefined;
  readonly maxSteps?: number | undefined;
  readonly temperature?: number | undefined;
  readonly maxTokens?: number | undefined;
  readonly successThreshold?: number | undefined;
}

/** Where a key was found. */
export interface Credentials {
  /** The variable, such as `HF_TOKEN`. */
  readonly source: string;
  readonly key: string;
}

/** How the baseline plays. */
export interface BaselineSettings {
  /** The one task to play; absent for all. */
  readonly task: string | undefined;
  readonly benchmark: string;
  /** Absent without credentials: then the heuristic plays. */
  readonly credentials: Credentials | undefined;
  readonly model: string;
  readonly baseUrl: string;
  /** Steps after which an episode is left, an integer in [1, 1000]. @defaultValue 8 */
  readonly maxSteps: number;
  /** In [0, 2]. @defaultValue 0 */
  readonly temperature: number;
  /** Longest reply of the model in tokens, an integer in [1, 100000]. @defaultValue 300 */
  readonly maxTokens: number;
  /** Reported score from which an episode counts as a success, in [0, 1]. @defaultValue 0.9405 */
  readonly successThreshold: number;
}

interface Provider {
  readonly baseUrl: string;
  readonly model: string;
}

const HUGGING_FACE: Provider = {
  baseUrl: "https://router.huggingface.co/v1",
  model: "Qwen/Qwen2.5-72B-Instruct",
};
const OPENAI: Provider = { baseUrl: "https://api.openai.com/v1", model: "gpt-4.1-mini" };

/** Variables that may hold a key, in the order they are looked at, and where that key is sent by default. */
const KEY_SOURCES: readonly (readonly [string, Provider])[] = [
  ["HF_TOKEN", HUGGING_FACE],
  ["API_KEY", HUGGING_FACE],
  ["OPENAI_API_KEY", OPENAI],
];

const DEFAULT_BENCHMARK = "supportdesk_env";

const NUMBERS = {
  maxSteps: {
    name: "MAX_STEPS",
    default: 8,
    min: 1,
    max: 1000,
    integer: true,
    meaning: "steps of an episode",
  },
  temperature: { name: "TEMPERATURE", default: 0, min: 0, max: 2, meaning: "spread of the model's choices" },
  maxTokens: {
    name: "MAX_TOKENS",
    default: 300,
    min: 1,
    max: 100_000,
    integer: true,
    meaning: "longest reply",
  },
  successThreshold: {
    name: "SUCCESS_SCORE_THRESHOLD",
    default: 0.95 * 0.99,
    min: 0,
    max: 1,
    meaning: "reported score of a success",
  },
} as const satisfies Record<string, NumberRange>;

type NumberName = keyof typeof NUMBERS;

/** A text that is set and not blank. */
function filled(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === "" ? undefined : trimmed;
}

function given(variables: Variables, name: string): string | undefined {
  return filled(variables[name]);
}

function credentialsOf(variables: Variables): Credentials | undefined {
  for (const [source] of KEY_SOURCES) {
    const key = given(variables, source);
    if (key === undefined) continue;
    if (/^[\x21-\x7e]+$/.test(key)) return { source, key };
    throw new InvalidArgumentError(
      `Expected ${source} to be a key of printable ASCII characters without spaces.`,
    );
  }
  return undefined;
}

/** @throws {InvalidArgumentError} Without showing the address where it may hold a password. */
function checkBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
    throw new InvalidArgumentError("Expected API_BASE_URL (or --base-url) to be an http or https address.");
  }
  if (url.username !== "" || url.password !== "") {
    throw new InvalidArgumentError(
      "Expected API_BASE_URL (or --base-url) without user name and password: use API_KEY.",
    );
  }
  return text;
}

/**
 * Reads how the baseline shall play: flags win over variables, variables over defaults; blank texts count as
 * unset.
 * @throws {GymError} One line that names the flag or variable and what is allowed.
 */
export function readBaselineSettings(flags: BaselineFlags, variables: Variables): BaselineSettings {
  const credentials = credentialsOf(variables);
  const provider = KEY_SOURCES.find(([source]) => source === credentials?.source)?.[1] ?? HUGGING_FACE;
  const number = (name: NumberName): number => {
    const range: NumberRange = NUMBERS[name];
    const flag = flags[name];
    const value = flag ?? given(variables, range.name) ?? range.default;
    return Number(numberParameter(flag === undefined ? range : { ...range, name }).parse(value));
  };
  return {
    task: filled(flags.task) ?? given(variables, "SUPPORTDESK_TASK_ID"),
    benchmark: filled(flags.benchmark) ?? given(variables, "SUPPORTDESK_BENCHMARK") ?? DEFAULT_BENCHMARK,
    credentials,
    model: filled(flags.model) ?? given(variables, "MODEL_NAME") ?? provider.model,
    baseUrl: checkBaseUrl(filled(flags.baseUrl) ?? given(variables, "API_BASE_URL") ?? provider.baseUrl),
    maxSteps: number("maxSteps"),
    temperature: number("temperature"),
    maxTokens: number("maxTokens"),
    successThreshold: number("successThreshold"),
  };
}
