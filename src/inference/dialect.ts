import { APIError } from "openai";

/** How much structure an endpoint is asked for, strongest first. */
const FORMATS = ["json_schema", "json_object", "text"] as const;

/** Which of the optional features an endpoint is taken to understand. */
export interface Dialect {
  readonly format: (typeof FORMATS)[number];
  readonly tokens: "max_tokens" | "max_completion_tokens";
  readonly sendsTemperature: boolean;
}

/** What every endpoint is asked first. */
export const RICHEST_DIALECT: Dialect = {
  format: "json_schema",
  tokens: "max_tokens",
  sendsTemperature: true,
};

/** Statuses by which endpoints refuse a parameter they do not know. */
const REFUSALS: readonly unknown[] = [400, 415, 422, 501];

/** The next simpler dialect after an endpoint refused a request, or `undefined` if the request is not to blame. */
export function simplerDialect(dialect: Dialect, error: unknown): Dialect | undefined {
  if (!(error instanceof APIError) || !REFUSALS.includes(error.status)) return undefined;
  const blamed = `${error.param ?? ""} ${error.message}`;
  if (dialect.tokens === "max_tokens" && /max_(completion_)?tokens/.test(blamed)) {
    return { ...dialect, tokens: "max_completion_tokens" };
  }
  if (dialect.sendsTemperature && blamed.includes("temperature"))
    return { ...dialect, sendsTemperature: false };
  const format = FORMATS[FORMATS.indexOf(dialect.format) + 1];
  return format === undefined ? undefined : { ...dialect, format };
}
