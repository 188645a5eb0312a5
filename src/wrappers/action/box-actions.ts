import type { Env } from "../../core/env.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import { Box } from "../../core/spaces/box.ts";

/** The action space of an environment whose actions are lists of numbers. @throws {InvalidArgumentError} Otherwise. */
export function boxActions({ actionSpace }: Pick<Env, "actionSpace">): Box {
  if (actionSpace instanceof Box) return actionSpace;
  throw new InvalidArgumentError(
    `Expected an environment with a Box action space, got ${String(actionSpace)}.`,
  );
}

/** As `boxActions`. @throws {InvalidArgumentError} Also where a bound is infinite. */
export function boundedActions(inner: Pick<Env, "actionSpace">): Box {
  const box = boxActions(inner);
  if (box.isBounded()) return box;
  throw new InvalidArgumentError(`Expected a Box action space with finite bounds, got ${box}.`);
}
