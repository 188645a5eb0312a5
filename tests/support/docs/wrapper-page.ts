import { wrapperNames } from "../../../src/core/wrapper-registry.ts";
import { markdownTable } from "../../../src/openenv/space/record-tables.ts";
import "../../../src/wrappers/register.ts";
import type { DocumentedOption } from "./source-module.ts";
import {
  type DocumentedWrapper,
  type FunctionOption,
  WRAPPER_KINDS,
  type WrapperKind,
  wrapperClasses,
} from "./wrapper-classes.ts";

function code(text: string): string {
  return `\`${text}\``;
}

/** The options of a constructor as a table: name, type, default and meaning. */
export function optionTable(options: readonly DocumentedOption[]): string {
  const rows = options.map(({ name, type, isOptional, fallback, meaning }) => [
    code(name),
    code(type),
    isOptional ? shownFallback(fallback) : "required",
    meaning,
  ]);
  return markdownTable(["option", "type", "default", "meaning"], rows);
}

/** A default as its comment says it: literals as code, words as they are. */
function shownFallback(fallback: string | undefined): string {
  if (fallback === undefined) return "none";
  return /^("[^"]*"|-?[\d.]+(e-?\d+)?|true|false|\[.*\]|\{.*\})$/.test(fallback) ? code(fallback) : fallback;
}

function listed(functions: readonly FunctionOption[], [one, several]: readonly [string, string]): string {
  return `${functions.map(({ name }) => code(name)).join(" and ")} ${functions.length === 1 ? one : several}`;
}

/** Whether `make` can build it again from a spec, and from one that was written as JSON. */
function specSentence({ name, functions }: DocumentedWrapper): string {
  if (!wrapperNames().includes(name)) return "A spec lists it, and `make(env.spec)` cannot build it.";
  const always = functions.filter(({ isAvoidable }) => !isAvoidable);
  const built = "`make(env.spec)` builds it again";
  if (always.length > 0)
    return `${built}, but not from JSON: ${listed(always, ["takes", "take"])} functions.`;
  if (functions.length === 0) return `${built}, also from JSON.`;
  return `${built}, also from JSON unless ${listed(functions, ["is a function", "are functions"])}.`;
}

function taskSentence({ changesTask }: DocumentedWrapper): string {
  if (changesTask === undefined) return "Its options decide whether it changes the task.";
  return changesTask ? "It changes the task." : "It leaves the task as it is.";
}

function section(wrapper: DocumentedWrapper): string {
  const { name, meaning, options } = wrapper;
  const table = options.length === 0 ? "No options." : optionTable(options);
  return [`### ${name}`, meaning, table, `${taskSentence(wrapper)} ${specSentence(wrapper)}`].join("\n\n");
}

function sections(kind: WrapperKind, wrappers: readonly DocumentedWrapper[]): string {
  const own = wrappers.filter((each) => each.kind === kind);
  return `\n${own.map(section).join("\n\n")}\n`;
}

function overview(wrappers: readonly DocumentedWrapper[]): string {
  const rows = WRAPPER_KINDS.map((kind) => [
    kind,
    wrappers
      .filter((each) => each.kind === kind)
      .map(({ name }) => `[${name}](#${name.toLowerCase()})`)
      .join(", "),
  ]);
  return markdownTable(["changes", "wrappers"], rows);
}

/** The generated blocks of the document on wrappers, by name. */
export function wrapperTables(): Readonly<Record<string, string>> {
  const wrappers = wrapperClasses();
  const kinds = WRAPPER_KINDS.map((kind) => [kind, sections(kind, wrappers)] as const);
  return { overview: overview(wrappers), ...Object.fromEntries(kinds) };
}
