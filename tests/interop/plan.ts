import { describeDesk } from "../../src/openenv/desk.ts";
import { runtimePlan } from "../../src/openenv/space/runtime-plan.ts";

/** An episode that the Python programs play. */
export interface Plan {
  readonly reset: Readonly<Record<string, unknown>>;
  readonly actions: readonly object[];
}

/** The scripted playbook on the first task, which ends with raw score 1. */
export function playbookPlan(): Plan {
  const { reset, actions } = runtimePlan(describeDesk());
  const { options, ...rest } = reset;
  return { reset: { ...rest, ...options }, actions };
}
