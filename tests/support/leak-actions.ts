import type { Env } from "../../src/core/env.ts";
import { countAllowed, nthAllowed } from "../../src/core/mask.ts";
import type { Rng } from "../../src/core/random.ts";
import { Discrete } from "../../src/core/spaces/discrete.ts";
import type { Action } from "../../src/supportdesk/models.ts";

const MALFORMED: readonly unknown[] = [
  null,
  { operation: "fly" },
  { operation: "classify", queue: "sales" },
  { operation: "submit", status: "pending_approval" },
  { operation: "wait", colour: "red" },
];

/** An action that any environment must refuse. */
export function malformedAction(env: Env, rng: Rng): unknown {
  const { actionSpace } = env;
  if (actionSpace instanceof Discrete) return [-1, actionSpace.n, 0.5][rng.integer(3)];
  return MALFORMED[rng.integer(MALFORMED.length)];
}

/** A random index, most of the time inside the mask. */
function randomIndex(env: Env, rng: Rng): number {
  const mask = env.actionMask();
  if (mask === undefined || rng.next() < 0.3) return rng.integer(env.actionSpace.size);
  return nthAllowed(mask, rng.integer(countAllowed(mask)));
}

/** A sample of the action space, sometimes two in one; submits are rarer, so that episodes last. */
function randomRecord(env: Env, rng: Rng): Action {
  let action = env.actionSpace.sample() as Action;
  if (action.operation === "submit" && rng.next() < 0.6) action = env.actionSpace.sample() as Action;
  if (rng.next() < 0.7) return action;
  const { operation } = action;
  return { ...(env.actionSpace.sample() as Action), ...action, operation };
}

/** A well-formed random action of an environment of the desk. */
export function randomAction(env: Env, rng: Rng): unknown {
  return env.actionSpace instanceof Discrete ? randomIndex(env, rng) : randomRecord(env, rng);
}
