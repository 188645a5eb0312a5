import type { Env } from "../../core/env.ts";
import { InvalidArgumentError, show } from "../../core/errors.ts";
import { Discrete } from "../../core/spaces/discrete.ts";

/** The action space of an environment with numbered actions. @throws {InvalidArgumentError} If it has another kind. */
export function discreteActions({ actionSpace }: Pick<Env, "actionSpace">): Discrete {
  if (actionSpace instanceof Discrete) return actionSpace;
  throw new InvalidArgumentError(
    `Expected an environment with a Discrete action space, got ${String(actionSpace)}.`,
  );
}

/** A space of one action for each name, from 0 on; names that are taken get a number behind them. */
export function namedActions(names: readonly string[]): Discrete {
  const taken = new Set<string>();
  for (const name of names) taken.add(freeName(name, taken));
  return new Discrete(names.length, { labels: [...taken] });
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let copy = 2; taken.has(free); copy += 1) free = `${name}#${copy}`;
  return free;
}

/**
 * The place, counted from 0, of an action given by its label or number.
 *
 * @param option - Name of the option it was given in, for the error.
 * @throws {GymError} If there is no such action.
 */
export function placeOfAction(action: number | string, space: Discrete, option: string): number {
  const value = typeof action === "string" ? space.indexOf(action) : action;
  if (space.contains(value)) return value - space.start;
  throw new InvalidArgumentError(`Expected \`${option}\` to hold actions of ${space}, got ${show(action)}.`);
}

/** Whether the mask of an environment with numbered actions allows one of them now; others have no such rule. */
export function isAllowed(env: Pick<Env, "actionSpace" | "actionMask">, action: unknown): boolean {
  const { actionSpace } = env;
  if (!(actionSpace instanceof Discrete) || typeof action !== "number") return true;
  const mask = env.actionMask();
  return mask === undefined || mask[action - actionSpace.start] === 1;
}
