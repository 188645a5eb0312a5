import type { Env, ResetOptions } from "../../../src/core/env.ts";
import { type BrokenEnv, HealthyEnv } from "./broken-env.ts";
import { otherSteps, spoilt } from "./spoilt.ts";

const misuse = (make: BrokenEnv["make"], code: string, name: string): BrokenEnv => ({ name, code, make });

/** Steps only actions that a test lets through, and otherwise stays. */
const replacing = (isReplaced: (action: unknown) => boolean): BrokenEnv["make"] =>
  spoilt(({ step }) => ({ step: (action: unknown) => step(isReplaced(action) ? 1 : action) }));

class Hasty extends HealthyEnv {
  override step(action: number): ReturnType<HealthyEnv["step"]> {
    this.state = { ...this.state, left: this.state.left - 1 };
    return super.step(action);
  }
}

/** Begins the next episode by itself after an end of one kind. */
const resettingAfter = (kind: "terminated" | "truncated"): BrokenEnv["make"] =>
  spoilt(({ step, reset }) => {
    let hasEnded = false;
    return {
      step: (action: unknown) => {
        if (hasEnded) reset();
        const result = step(action);
        hasEnded = result[kind];
        return result;
      },
      reset: (options?: ResetOptions) => {
        hasEnded = false;
        return reset(options);
      },
    };
  });

/** Environments whose steps are wrong, each in one way. */
export const BROKEN_STEPS: readonly BrokenEnv[] = [
  misuse(
    otherSteps(({ terminated, truncated, ...rest }) => ({ ...rest, terminated, done: truncated })),
    "ENV-STEP-001",
    "returns four fields from step",
  ),
  misuse(
    otherSteps((result) => ({ ...result, observation: { ...(result.observation as object), place: 2.5 } })),
    "ENV-STEP-002",
    "leaves its observation space by a fraction",
  ),
  misuse(
    otherSteps((result) => ({ ...result, observation: [result.observation] })),
    "ENV-STEP-002",
    "shows a list where a record is declared",
  ),
  misuse(
    otherSteps((result) => ({ ...result, truncated: result.truncated ? 1 : 0 })),
    "ENV-STEP-003",
    "says 1 for true",
  ),
  misuse(
    otherSteps((result) => ({ ...result, reward: result.terminated ? Number.NaN : result.reward })),
    "ENV-STEP-004",
    "pays NaN at the very end",
  ),
  misuse(
    otherSteps((result) => ({ ...result, reward: new Number(result.reward) })),
    "ENV-STEP-004",
    "boxes its rewards",
  ),
  misuse(
    otherSteps((result) => ({ ...result, reward: String(result.reward) })),
    "ENV-STEP-004",
    "pays in text",
  ),
  misuse(
    otherSteps((result) => ({ ...result, info: [result.info] })),
    "ENV-STEP-005",
    "gives a list as info",
  ),
  misuse(
    replacing((action) => Number.isInteger(action) && (action as number) > 2),
    "ENV-STEP-006",
    "takes any large number for an action",
  ),
  misuse(
    replacing((action) => typeof action === "number" && action % 1 !== 0),
    "ENV-STEP-007",
    "rounds fractions",
  ),
  misuse(
    replacing((action) => action === "0"),
    "ENV-STEP-008",
    "reads numbers from text",
  ),
  misuse(() => new Hasty() as unknown as Env, "ENV-STEP-009", "changes before it refuses an action"),
  misuse(
    spoilt(({ step, reset }) => {
      let isNew = true;
      return {
        reset: (options?: ResetOptions) => {
          isNew = false;
          return reset(options);
        },
        step: (action: unknown) => {
          if (isNew) reset();
          isNew = false;
          return step(action);
        },
      };
    }),
    "ENV-STEP-010",
    "resets itself at the first step",
  ),
  misuse(resettingAfter("terminated"), "ENV-STEP-011", "resets itself after a termination"),
  misuse(resettingAfter("truncated"), "ENV-STEP-012", "resets itself after a truncation"),
  misuse(
    otherSteps((result) => ({ ...result, info: { ...result.info, duration: 0 } })),
    "ENV-STEP-013",
    "says that its actions take no time",
  ),
];
