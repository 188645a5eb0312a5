import type { Action } from "../models.ts";
import type { View } from "../view.ts";
import type { MacroAction } from "./macro.ts";

/** Later parts win where two write the same field; requested fields add up. */
function merge(actions: readonly Action[], last: MacroAction): Action {
  const merged: Action = { operation: last.operation };
  const requested: string[] = [];
  for (const action of actions) {
    Object.assign(merged, action);
    requested.push(...(action.requested_fields ?? []));
  }
  merged.operation = last.operation;
  if (requested.length > 0) merged.requested_fields = [...new Set(requested)];
  return merged;
}

/**
 * One action that carries out several in a single step, as the desk lets several fields change at once.
 * Its operation is that of the last part; its name joins the parts with `/`.
 */
export function composeMacro(parts: readonly [MacroAction, ...MacroAction[]]): MacroAction {
  const last = parts[parts.length - 1] ?? parts[0];
  return Object.freeze({
    name: parts.map((part) => part.name).join("/"),
    operation: last.operation,
    group: "macro",
    distractor: parts.some((part) => part.distractor),
    writes: parts.flatMap((part) => part.writes),
    parts,
    compile: (view: View) =>
      merge(
        parts.map((part) => part.compile(view)),
        last,
      ),
  });
}
