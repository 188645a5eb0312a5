import type { Env } from "../../core/env.ts";
import { createRng } from "../../core/random.ts";
import { enumerate } from "../../planning/enumerate.ts";
import { optimalValues } from "../../planning/value-iteration.ts";
import { POTENTIAL_NAMES, type PotentialFunction } from "../../supportdesk/potentials.ts";
import type { View } from "../../supportdesk/view.ts";
import { modelToPlay } from "../solve/desk-model.ts";
import { viewKey } from "./view-key.ts";

/** Potentials for audits alone: one that means nothing, the best there can be, and one that points the wrong way. */
const CONTROLS = ["random", "optimal-value", "negated-optimal-value"] as const;

/** Names that `audit --potential` takes. */
export const AUDITED_POTENTIALS: readonly string[] = [...POTENTIAL_NAMES, ...CONTROLS];

/** What a control takes. */
export interface ControlOptions {
  /** A desk that pays the final score alone, of which V* is taken. */
  readonly makeSparse: () => Env;
  /** γ of V*, in [0, 1]. */
  readonly discount: number;
  readonly maxStates: number;
}

/** A control by name; `undefined` of any other name. */
export function controlPotential(
  name: string | undefined,
  options: ControlOptions,
): PotentialFunction | undefined {
  if (name === "random") return randomPotential();
  if (name === "optimal-value") return valuePotential(options, 1);
  return name === "negated-optimal-value" ? valuePotential(options, -1) : undefined;
}

/** Uniform in [0, 1), the same whenever it sees the same. */
function randomPotential(): PotentialFunction {
  const rng = createRng(0).fork("potential");
  const known = new Map<string, number>();
  return ({ view }) => {
    const text = viewKey(view);
    const value = known.get(text) ?? rng.fork(text).next();
    known.set(text, value);
    return value;
  };
}

/** V* of the final score from each state on, times a sign. */
function valuePotential(
  { makeSparse, discount, maxStates }: ControlOptions,
  sign: number,
): PotentialFunction {
  const env = makeSparse();
  const values = new Map<string, number>();
  for (const taskId of env.taskIds) {
    const model = modelToPlay(env, taskId);
    if (model === undefined) continue;
    const { mdp, states } = enumerate(model, { maxStates });
    const optimal = optimalValues(mdp, { discount }).values;
    for (const [index, state] of states.entries()) {
      // The states of a desk are episodes.
      values.set(viewKey((state as { readonly view: View }).view), optimal[index] ?? 0);
    }
  }
  return ({ view }) => sign * (values.get(viewKey(view)) ?? 0);
}
