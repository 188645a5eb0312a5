import "../../src/agents/register.ts";
import { createAgent } from "../../src/core/agent-registry.ts";
import { SupportDeskTabularEnv } from "../../src/supportdesk/env/tabular.ts";
import type { Training } from "./training-arbitraries.ts";

/** A callback for whose sake a training goes step by step. */
export const watching = () => ({ onStep: () => undefined });

/** Environment and agent of a training. */
export function made({ desk, agent, seed, hyperparameters }: Training) {
  const env = new SupportDeskTabularEnv(desk);
  return { env, agent: createAgent(agent, { actionCount: env.library.size, seed, ...hyperparameters }) };
}

/** All that a training leaves behind, as text. */
export function left({ env, agent }: ReturnType<typeof made>, more: object = {}): string {
  return JSON.stringify({ agent, env: env.snapshot(), ...more });
}

/** A short training with default options. */
export const PLAIN: Training = {
  desk: {},
  agent: "q-learning",
  seed: 5,
  episodes: 60,
  evaluateEvery: 0,
  hyperparameters: { horizon: 60 },
};
