import { InvalidActionError } from "../core/errors.ts";
import { readAction } from "../supportdesk/env/actions.ts";
import type { Action } from "../supportdesk/models.ts";
import type { Ruleset } from "../supportdesk/vocabulary.ts";
import type { ChatReply } from "./chat.ts";

const LONGEST_REPLY = 50_000;
const MAX_OBJECTS = 50;

/** A reply holds no legal action. The message is one line that tells a model what to correct. */
export class BadReplyError extends Error {
  override readonly name = "BadReplyError";
}

const STRING_OR_BRACE = /"(?:[^"\\]|\\[\s\S])*"|[{}]/g;

/** The balanced object that a text starts with, or `undefined` if it never closes. Braces in strings do not count. */
function leadingObject(text: string): string | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(STRING_OR_BRACE)) {
    if (token === "{") depth += 1;
    else if (token === "}") depth -= 1;
    if (depth === 0) return text.slice(0, index + 1);
  }
  return undefined;
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every JSON object in a text by where it starts, nested ones too, whatever stands around them. */
function* objectsIn(text: string): Generator<object> {
  let seen = 0;
  for (let at = text.indexOf("{"); at >= 0 && seen < MAX_OBJECTS; at = text.indexOf("{", at + 1)) {
    seen += 1;
    const value = parsed(leadingObject(text.slice(at)));
    if (typeof value === "object" && value !== null) yield value;
  }
}

/** Models write an empty string where a field is unused. */
function withoutEmptyTexts(value: object): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, field === "" ? null : field]),
  );
}

/**
 * The first JSON object of a reply that is a legal action; fences, prose and thinking around it are passed over.
 * @throws {BadReplyError} If there is none; the message says what is wrong with the first object.
 */
export function readReply({ text, cutOff }: ChatReply, ruleset: Ruleset): Action {
  const said = text.slice(0, LONGEST_REPLY).replaceAll(/<think>[\s\S]*?<\/think>/g, "");
  let problem: string | undefined;
  for (const value of objectsIn(said)) {
    try {
      return readAction(withoutEmptyTexts(value), ruleset, false);
    } catch (error) {
      if (!(error instanceof InvalidActionError)) throw error;
      problem ??= error.message;
    }
  }
  if (problem !== undefined) throw new BadReplyError(problem);
  throw new BadReplyError(
    cutOff ? "The reply was cut off before its JSON object ended." : "The reply holds no JSON object.",
  );
}
