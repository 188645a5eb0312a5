import { InvalidArgumentError } from "../../core/errors.ts";
import { unknownName } from "../../core/names.ts";
import { MINIMAL_ACTIONS, STANDARD_ACTIONS } from "./catalogue.ts";
import { ActionLibrary } from "./library.ts";

export type { ActionDescription } from "./library.ts";
export { ActionLibrary } from "./library.ts";

const LIBRARIES: Readonly<Record<string, ActionLibrary>> = {
  minimal: new ActionLibrary("minimal", MINIMAL_ACTIONS),
  standard: new ActionLibrary("standard", STANDARD_ACTIONS),
};

/** Names of the libraries that edits start from. */
export const ACTION_LIBRARY_NAMES = Object.keys(LIBRARIES);

/** One edit of a library's name: `~wait`, `=reply,submit` or `+bogus8`. */
const EDIT = /[~+=][^~+=]+/g;
const NUMBERED = /^(bogus|permute):?(\d+)$/;

/**
 * The library of a name, such as `minimal`, `standard~lookups` or `minimal~wait+bogus8`.
 *
 * `~NAME` leaves out, `=NAME,NAME` keeps only, `+NAME` adds; names are those of actions or groups. `+bogus8` adds
 * eight actions without effect, `+distractors` all known distractors, `+alias:NAME` a second copy, `+permute7`
 * shuffles by seed 7, and `+NAME/NAME` composes several into one step.
 *
 * @throws {UnknownNameError | InvalidArgumentError} If the name, or a part of it, means nothing.
 */
export function actionLibrary(name: string): ActionLibrary {
  const base = /^[^~+=]*/.exec(name)?.[0] ?? "";
  const library = Object.hasOwn(LIBRARIES, base) ? LIBRARIES[base] : undefined;
  if (library === undefined) throw unknownName("action library", base, ACTION_LIBRARY_NAMES);
  const edits = name.slice(base.length).match(EDIT) ?? [];
  if (base.length + edits.join("").length !== name.length) {
    throw new InvalidArgumentError(`Expected a name after each ~, = and + of "${name}".`);
  }
  return edits.reduce<ActionLibrary>(applyEdit, library);
}

function applyEdit(library: ActionLibrary, edit: string): ActionLibrary {
  const selector = edit.slice(1);
  if (edit.startsWith("~")) return library.remove(selector);
  if (edit.startsWith("=")) return library.keep(...selector.split(","));
  return extendLibrary(library, selector);
}

/** Applies one addition by its name: `bogus8`, `permute7`, `distractors`, `alias:NAME`, `NAME/NAME` or `NAME`. */
export function extendLibrary(library: ActionLibrary, addition: string): ActionLibrary {
  if (addition === "bogus" || addition === "permute") {
    throw new InvalidArgumentError(`Expected "${addition}" with a number, such as "${addition}:8".`);
  }
  const [, kind, number] = NUMBERED.exec(addition) ?? [];
  if (kind === "bogus") return library.addBogus(Number(number));
  if (kind === "permute") return library.permute(Number(number));
  if (addition === "distractors") return library.addDistractors();
  if (addition.startsWith("alias:")) return library.alias(addition.slice("alias:".length));
  const [first, second, ...rest] = addition.split("/");
  if (first !== undefined && second !== undefined) return library.compose(first, second, ...rest);
  return library.add(addition);
}
