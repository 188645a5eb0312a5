import { BaseEnv } from "../../src/core/base-env.ts";
import type { BaseInfo, ResetResult, StepResult } from "../../src/core/env.ts";
import type { JsonValue } from "../../src/core/json.ts";
import { Discrete } from "../../src/core/spaces/discrete.ts";

/** How a {@link ScriptedEnv} ends. */
export type Ending = "terminated" | "truncated";

/** Pays the given rewards one after the other, whatever is done, and ends with the last. Observes the step number. */
export class ScriptedEnv extends BaseEnv<number, number> {
  readonly observationSpace: Discrete;
  readonly actionSpace = new Discrete(2);
  readonly #rewards: readonly number[];
  readonly #ending: Ending;
  #step = 0;

  constructor(rewards: readonly number[], ending: Ending = "terminated") {
    super();
    this.#rewards = rewards;
    this.#ending = ending;
    this.observationSpace = new Discrete(rewards.length + 1);
  }

  protected begin(): ResetResult<number, BaseInfo> {
    this.#step = 0;
    return { observation: 0, info: {} };
  }

  protected play(): StepResult<number, BaseInfo> {
    const reward = this.#rewards[this.#step] ?? 0;
    this.#step += 1;
    const isLast = this.#step >= this.#rewards.length;
    const [terminated, truncated] = [this.#ending === "terminated", this.#ending === "truncated"];
    return {
      ...{ observation: this.#step, reward, info: {} },
      ...{ terminated: isLast && terminated, truncated: isLast && truncated },
    };
  }

  protected saveEpisode(): JsonValue {
    return this.#step;
  }

  protected loadEpisode(saved: JsonValue): void {
    this.#step = Number(saved);
  }
}

/** The rewards of the first `steps` steps of an environment, always playing 0. */
export function rewardsOf(
  env: { step(action: number): { readonly reward: number } },
  steps: number,
): number[] {
  return Array.from({ length: steps }, () => env.step(0).reward);
}
