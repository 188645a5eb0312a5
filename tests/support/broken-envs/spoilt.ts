import type { Env, StepResult } from "../../../src/core/env.ts";
import type { BrokenEnv } from "./broken-env.ts";
import { HealthyEnv } from "./broken-env.ts";

/** The methods of a healthy environment as they were. */
export type Healthy = Pick<
  Env,
  "reset" | "step" | "actionMask" | "render" | "snapshot" | "restore" | "close"
>;

/** A maker of healthy environments with some members replaced. */
export function spoilt(change: (healthy: Healthy, env: Env) => object): BrokenEnv["make"] {
  return () => {
    const env = new HealthyEnv() as unknown as Env;
    const healthy: Healthy = {
      reset: env.reset.bind(env),
      step: env.step.bind(env),
      actionMask: env.actionMask.bind(env),
      render: env.render.bind(env),
      snapshot: env.snapshot.bind(env),
      restore: env.restore.bind(env),
      close: env.close.bind(env),
    };
    return Object.defineProperties(env, Object.getOwnPropertyDescriptors(change(healthy, env)));
  };
}

/** A maker of environments whose steps return something else. */
export function otherSteps(change: (result: StepResult<unknown, object>) => unknown): BrokenEnv["make"] {
  return spoilt(({ step }) => ({ step: (action: unknown) => change(step(action)) }));
}
