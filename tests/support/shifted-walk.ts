import type { Env } from "../../src/core/env.ts";
import { Discrete } from "../../src/core/spaces/discrete.ts";
import { TransformAction } from "../../src/wrappers/action/transform-action.ts";
import { WalkEnv } from "./walk-env.ts";

/** A walk whose actions count from 5 in place of 0. */
export function shiftedWalk(): Env<number, number> {
  const labels = ["back", "stay", "forth", "leap"];
  return new TransformAction<number, number, number>(new WalkEnv(), {
    transform: (action) => action - 5,
    actionSpace: new Discrete(4, { start: 5, labels }),
    transformMask: (mask) => mask.slice(),
  });
}
