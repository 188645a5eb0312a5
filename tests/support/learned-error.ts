import { createAgent } from "../../src/core/agent-registry.ts";
import { train } from "../../src/training/train.ts";
import { largestError, optimalValues, policyValues } from "./exact-values.ts";
import { type Mdp, MdpEnv } from "./toy-envs.ts";

const DISCOUNT = 0.9;

/** π(a | s) of choosing uniformly among the allowed actions. */
function uniform(mdp: Mdp): number[][] {
  return mdp.map((actions) => {
    const count = actions.filter(({ length }) => length > 0).length;
    return actions.map(({ length }) => (length > 0 ? 1 / count : 0));
  });
}

/** What to learn, and how. */
export interface LearnedErrorOptions {
  readonly mdp: Mdp;
  /** The values to compare with: the best, or those of the uniformly random behaviour. */
  readonly exact: "optimal" | "uniform";
  readonly episodes: number;
}

/** How far the values that an agent learns at γ = 0.9 from uniformly random actions are from exact ones. */
export function learnedError(
  name: string,
  hyperparameters: Readonly<Record<string, unknown>>,
  { mdp, exact, episodes }: LearnedErrorOptions,
): number {
  const actionCount = mdp[0]?.length ?? 1;
  const agent = createAgent(name, { actionCount, discount: DISCOUNT, epsilon: 1, ...hyperparameters });
  train({ env: new MdpEnv(mdp), agent, episodes, evaluateEvery: 0 });
  const values =
    exact === "optimal" ? optimalValues(mdp, DISCOUNT) : policyValues(mdp, uniform(mdp), DISCOUNT);
  return largestError(agent, values);
}
