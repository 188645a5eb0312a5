import { InvalidArgumentError } from "../core/errors.ts";
import type { PotentialFunction } from "./potentials.ts";
import type { RewardFunction } from "./rewards.ts";

function requireFinite(what: string, value: unknown): void {
  if (typeof value === "number" && Number.isFinite(value)) return;
  throw new InvalidArgumentError(`Expected ${what} to be a finite number, got ${String(value)}.`);
}

/** A reward function of the user's, with every component checked and copied. @throws {InvalidArgumentError} On the first bad one. */
export function finiteReward(reward: RewardFunction): RewardFunction {
  return (change) => {
    const components = reward(change);
    for (const [name, value] of Object.entries(components))
      requireFinite(`reward component "${name}"`, value);
    return { ...components };
  };
}

/** A potential of the user's, with every value checked. @throws {InvalidArgumentError} If one is not finite. */
export function finitePotential(potential: PotentialFunction): PotentialFunction {
  return (input) => {
    const value = potential(input);
    requireFinite("the potential", value);
    return value;
  };
}
