import { showValue } from "../checks/show-value.ts";
import type { Env } from "../env.ts";
import { GymError, InvalidArgumentError, show } from "../errors.ts";
import { sameSpace } from "../spaces/same-space.ts";

/** @returns The count. @throws {InvalidArgumentError} If it is not an integer ≥ 1. */
export function checkCount(count: number): number {
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new InvalidArgumentError(`Expected \`count\` to be an integer >= 1, got ${show(count)}.`);
}

/** @throws {InvalidArgumentError} If it is no function. */
export function checkFactory(create: unknown): void {
  if (typeof create === "function") return;
  throw new InvalidArgumentError(
    `Expected a function that makes an environment, such as \`() => new MyEnv()\`, got ${showValue(create)}.`,
  );
}

/** @returns The environment. @throws {InvalidArgumentError} If the factory made something else. */
export function checkMade<E extends Pick<Env, "reset">>(env: E, index: number): E {
  if (typeof env?.reset === "function") return env;
  throw new InvalidArgumentError(
    `Expected the factory to make environment ${index}, got ${showValue(env)}: return it.`,
  );
}

/**
 * Whether environments can be one vector.
 * @throws {InvalidArgumentError} If two share an episode, or one has other spaces than the first.
 */
export function checkMembers(envs: readonly Env[]): void {
  const seen = new Map<Env, number>();
  const [first] = envs;
  for (const [index, env] of envs.entries()) {
    checkDistinct(seen, env, index);
    if (first !== undefined) checkSpaces(first, env, index);
  }
}

function checkDistinct(seen: Map<Env, number>, env: Env, index: number): void {
  for (const each of new Set([env, env.unwrapped])) {
    const before = seen.get(each);
    if (before !== undefined) {
      throw new InvalidArgumentError(
        `Environments ${before} and ${index} are the same object: make a new one in every call of the factory.`,
      );
    }
    seen.set(each, index);
  }
}

function checkSpaces(first: Env, env: Env, index: number): void {
  for (const [name, key] of [
    ["action", "actionSpace"],
    ["observation", "observationSpace"],
  ] as const) {
    if (sameSpace(first[key], env[key])) continue;
    const [own, expected] = [String(env[key]), String(first[key])];
    const difference = own === expected ? "other values or labels" : `${own} instead of ${expected}`;
    throw new InvalidArgumentError(
      `Environment ${index} has another ${name} space than environment 0: ${difference}.`,
    );
  }
}

/** @returns The mask. @throws {InvalidArgumentError} Unless it is an array of `count` booleans, one of them true. */
export function checkResetMask(mask: unknown, count: number): readonly boolean[] {
  if (!Array.isArray(mask) || mask.length !== count) {
    const got = Array.isArray(mask) ? `${mask.length}` : show(mask);
    throw new InvalidArgumentError(`Expected \`resetMask\` to be an array of ${count} booleans, got ${got}.`);
  }
  const wrong = mask.findIndex((value) => typeof value !== "boolean");
  if (wrong >= 0) {
    throw new InvalidArgumentError(
      `Expected \`resetMask[${wrong}]\` to be a boolean, got ${show(mask[wrong])}.`,
    );
  }
  if (!mask.includes(true)) {
    throw new InvalidArgumentError("Expected `resetMask` to name at least one environment, got none.");
  }
  return [...mask];
}

/** The same error with the environment it comes from in front; an error that is no `GymError` stays as it is. */
export function fromEnvironment(index: number, error: unknown): unknown {
  if (!(error instanceof GymError)) return error;
  return new GymError(error.code, `Environment ${index}: ${error.message}`, { cause: error });
}
