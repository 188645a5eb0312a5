import type { Agent, Transition } from "../../../src/core/agent.ts";
import { fullMask } from "../../../src/core/mask.ts";

/** What a pull of an arm pays in a step. */
export type Pay = (arm: number, step: number) => number;

/** A step of one pull that ends its episode, in row 0. */
export function pull(action: number, reward: number, changes: Partial<Transition> = {}): Transition {
  const mask = changes.mask ?? fullMask(2);
  return {
    ...{ context: 0, mask, action, propensity: 1, reward },
    ...{ nextContext: 0, nextMask: mask, terminated: true, truncated: false },
    ...changes,
  };
}

/** Lets an agent pull arms of one row. @returns The arms it pulled, in order. */
export function playBandit(
  agent: Agent,
  pay: Pay,
  { steps, context = 0 }: { readonly steps: number; readonly context?: number },
): number[] {
  const mask = fullMask(agent.actionCount);
  return Array.from({ length: steps }, (_, step) => {
    const { action, propensity } = agent.act(context, mask);
    agent.learn(pull(action, pay(action, step), { context, mask, propensity, nextContext: context }));
    return action;
  });
}

/** Lets agents learn the same transitions in several rows, ends of each kind among them. */
export function values(agent: Agent, rows: readonly number[] = [0]): readonly (readonly number[])[] {
  return rows.map((row) => agent.explain(row).values);
}
