import { createAgent, createTraining, SupportDeskTabularEnv } from "supportdesk-gym";
import { steppedEnv } from "../training/stepped-env.ts";
import { timed } from "../turns.ts";
import { averaged } from "./measure.ts";

/** Steps that small work is repeated for. */
const ENOUGH_COMPILED = 1e6;
const ENOUGH_ONE_BY_ONE = 1e5;

const compiledEnv = new SupportDeskTabularEnv();

/** Q-learning for some steps on compiled arrays, which the first round has compiled. @returns Seconds of CPU time. */
export function compiledSteps(size: number): number {
  return averaged(Math.ceil(ENOUGH_COMPILED / size), () => learn(compiledEnv, size));
}

/** Q-learning for some steps, each played by the environment. @returns Seconds of CPU time. */
export function stepsOneByOne(size: number): number {
  return averaged(Math.ceil(ENOUGH_ONE_BY_ONE / size), () => learn(steppedEnv(), size));
}

function learn(env: SupportDeskTabularEnv, size: number): number {
  const agent = createAgent("q-learning", { actionCount: env.library.size, seed: 1, horizon: size });
  const run = createTraining({ env, agent, episodes: size, evaluateEvery: 0 });
  const { cpu } = timed(() => {
    run.advance(size);
    return run.steps;
  });
  if (run.steps < size) throw new Error(`Expected ${size} steps, got ${run.steps}.`);
  return cpu;
}
