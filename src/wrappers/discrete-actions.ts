import type { Env } from "../core/env.ts";
import { InvalidArgumentError } from "../core/errors.ts";
import { Discrete } from "../core/spaces/discrete.ts";

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
