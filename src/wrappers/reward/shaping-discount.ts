import type { Env } from "../../core/env.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import { WrapperBase } from "../../core/wrapper.ts";
import { ActionAdvice } from "./action-advice.ts";
import { EnteredPotential } from "./entered-potential.ts";

/**
 * Checks that every wrapper of a stack that shapes rewards by potentials has the discount of the learner: with another
 * one, shaping can change which policies are optimal.
 *
 * @param discount - γ of the learner, such as `agent.discount`.
 * @throws {InvalidArgumentError} If a layer has another one.
 * @see Ng, Harada & Russell, Policy invariance under reward transformations (ICML 1999).
 */
export function requireShapingDiscount(env: Pick<Env, "metadata">, discount: number): void {
  let layer: unknown = env;
  while (layer instanceof WrapperBase) {
    if (layer instanceof EnteredPotential || layer instanceof ActionAdvice) requireSame(layer, discount);
    layer = layer.inner;
  }
}

function requireSame(layer: { readonly gamma: number }, discount: number): void {
  const { gamma } = layer;
  if (gamma === discount) return;
  throw new InvalidArgumentError(
    `Expected \`gamma\` of ${layer.constructor.name} to be the discount of the agent, ${discount}, got ${gamma}.`,
  );
}
