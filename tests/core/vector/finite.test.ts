import { describe, expect, it } from "vitest";
import { BaseEnv } from "../../../src/core/base-env.ts";
import type { BaseInfo, ResetResult, StepResult } from "../../../src/core/env.ts";
import type { JsonValue } from "../../../src/core/json.ts";
import { Box } from "../../../src/core/spaces/box.ts";
import { Dict, type DictValue } from "../../../src/core/spaces/dict.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import { SyncVectorEnv } from "../../../src/core/vector/sync-vector-env.ts";

interface Plan {
  readonly first?: number;
  readonly third?: number;
  readonly reward?: number;
}

type Observation = DictValue<{ readonly ages: Box }>;

/** Shows two ages; the second is as planned at the reset and in step 3, and so is the reward of step 3. */
class Ages extends BaseEnv<Observation, number> {
  readonly observationSpace = new Dict({ ages: new Box(0, 9, { shape: [2] }) });
  readonly actionSpace = new Discrete(1);
  readonly #plan: Plan;
  #steps = 0;

  constructor(plan: Plan) {
    super();
    this.#plan = plan;
  }

  #result(age: number): ResetResult<Observation, BaseInfo> {
    return { observation: { ages: [1, age] }, info: {} };
  }

  protected begin(): ResetResult<Observation, BaseInfo> {
    this.#steps = 0;
    return this.#result(this.#plan.first ?? 1);
  }

  protected play(): StepResult<Observation, BaseInfo> {
    this.#steps += 1;
    const { third = 1, reward = 1 } = this.#steps === 3 ? this.#plan : {};
    return { ...this.#result(third), reward, terminated: false, truncated: false };
  }

  protected saveEpisode(): JsonValue {
    return this.#steps;
  }

  protected loadEpisode(): void {}
}

const vectorWith = (plan: Plan, checkFinite = true): SyncVectorEnv<Observation, number> =>
  new SyncVectorEnv<Observation, number>((index) => new Ages(index === 1 ? plan : {}), 3, { checkFinite });

describe("`checkFinite` of a vector", () => {
  it.each([
    [
      { third: Number.NaN },
      "Environment 1: Expected finite numbers, got NaN in `observation.ages[1]` of step 3:",
    ],
    [
      { reward: Number.POSITIVE_INFINITY },
      "Environment 1: Expected finite numbers, got Infinity in `reward` of step 3:",
    ],
  ])("names the environment, the step and the place of %o", (plan, message) => {
    const vector = vectorWith(plan);
    vector.reset();
    vector.step([0, 0, 0]);
    vector.step([0, 0, 0]);
    expect(() => vector.step([0, 0, 0])).toThrowError(message);
  });

  it("looks at resets too", () => {
    const vector = vectorWith({ first: Number.NEGATIVE_INFINITY });
    expect(() => vector.reset()).toThrowError("got -Infinity in `observation.ages[1]` of the reset:");
  });

  it("leaves the environment to be reset, which then goes on", () => {
    const options = { checkFinite: true };
    const vector = new SyncVectorEnv<Observation, number>(() => new Ages({ third: Number.NaN }), 1, options);
    vector.reset();
    vector.step([0]);
    vector.step([0]);
    expect(() => vector.step([0])).toThrowError(expect.objectContaining({ code: "NOT_FINITE" }));
    expect(() => vector.step([0])).toThrowError(expect.objectContaining({ code: "RESET_NEEDED" }));
    vector.reset();
    expect([...vector.step([0]).rewards]).toEqual([1]);
  });

  it("is off unless asked for, and is true or false", () => {
    const vector = vectorWith({ third: Number.NaN }, false);
    vector.reset();
    for (let step = 0; step < 3; step += 1) vector.step([0, 0, 0]);
    const wrong = { checkFinite: "yes" as unknown as boolean };
    expect(() => new SyncVectorEnv(() => new Ages({}), 1, wrong)).toThrowError(
      "`checkFinite` to be true or false",
    );
  });
});
