import { choiceParameter, numberParameter, type Parameter } from "../../core/parameters.ts";
import { scheduleParameter } from "../schedules.ts";
import { TRACE_KINDS } from "./eligibility-traces.ts";
import { TARGETS } from "./target-policy.ts";

export const STEPS: Parameter = numberParameter({
  name: "steps",
  default: 4,
  meaning: "n, the number of rewards in a target before it bootstraps",
  min: 1,
  max: 1_000_000,
  integer: true,
});

/** The policy that an agent learns. @param fallback - Its default. */
export function targetParameter(fallback: (typeof TARGETS)[number]): Parameter {
  const meaning = "the policy that is learned: the greedy one, or the behaviour with its exploration";
  return choiceParameter({ name: "target", default: fallback, meaning }, TARGETS);
}

export const SIGMA: Parameter = scheduleParameter({
  name: "sigma",
  default: 0.5,
  meaning: "σ, the share of sampling against expectation over actions: 1 as SARSA, 0 as tree backup",
  min: 0,
  max: 1,
});

export const LAMBDA: Parameter = numberParameter({
  name: "lambda",
  default: 0.9,
  meaning: "λ, what is left of a trace after a step, beside γ",
  min: 0,
  max: 1,
});

export const TRACES: Parameter = choiceParameter(
  {
    name: "traces",
    default: "replacing",
    meaning: "how a visit changes its trace e: to 1, by + 1, or to (1 − α)e + 1",
  },
  TRACE_KINDS,
);
