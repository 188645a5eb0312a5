import type { Agent } from "../../src/core/agent.ts";
import type { Mdp } from "./toy-envs.ts";

const SWEEPS = 2000;

function backup(mdp: Mdp, values: readonly number[], discount: number): number[][] {
  return mdp.map((actions) =>
    actions.map((outcomes) => {
      if (outcomes.length === 0) return Number.NEGATIVE_INFINITY;
      return outcomes.reduce((sum, { probability, next, reward, terminated }) => {
        return sum + probability * (reward + (terminated ? 0 : discount * (values[next] ?? 0)));
      }, 0);
    }),
  );
}

/** Q* by value iteration to rounding, shape [states][actions]; barred actions are −∞. */
export function optimalValues(mdp: Mdp, discount: number): readonly (readonly number[])[] {
  let values: readonly number[] = mdp.map(() => 0);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    values = backup(mdp, values, discount).map((row) => Math.max(...row));
  }
  return backup(mdp, values, discount);
}

/** Q of a policy by repeated evaluation to rounding. @param policy - π(a | s), shape [states][actions]. */
export function policyValues(
  mdp: Mdp,
  policy: readonly (readonly number[])[],
  discount: number,
): readonly (readonly number[])[] {
  let values: readonly number[] = mdp.map(() => 0);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    values = backup(mdp, values, discount).map((row, state) =>
      row.reduce((sum, value, action) => {
        const probability = policy[state]?.[action] ?? 0;
        return probability > 0 ? sum + probability * value : sum;
      }, 0),
    );
  }
  return backup(mdp, values, discount);
}

/** Max-norm distance of an agent's values from exact ones, over the actions that are allowed. */
export function largestError(agent: Agent, exact: readonly (readonly number[])[]): number {
  const errors = exact.flatMap((row, state) => {
    const { values } = agent.explain(state);
    return row.map((value, action) => (Number.isFinite(value) ? Math.abs(value - (values[action] ?? 0)) : 0));
  });
  return Math.max(...errors);
}
