import type { Env } from "../../../env.ts";

/** Largest number of actions that are tried one by one. */
const MOST_ACTIONS = 4096;

/** Every action in the order of the mask's entries, or `undefined` where they cannot be listed. */
export function actionsOf({ actionSpace }: Env): readonly unknown[] | undefined {
  return actionSpace.enumerate !== undefined && actionSpace.size <= MOST_ACTIONS
    ? [...actionSpace.enumerate()]
    : undefined;
}

/** What an action is called in findings: its label in quotes, else the value. */
export function nameOf({ actionSpace }: Env, action: unknown): string {
  if ("label" in actionSpace && typeof actionSpace.label === "function")
    return String(actionSpace.label(action));
  return JSON.stringify(action) ?? String(action);
}
