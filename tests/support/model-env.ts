import { BaseEnv } from "../../src/core/base-env.ts";
import type { BaseInfo, ResetResult, StepResult } from "../../src/core/env.ts";
import type { JsonValue } from "../../src/core/json.ts";
import type { TransitionModel } from "../../src/core/model.ts";
import { Discrete } from "../../src/core/spaces/discrete.ts";

/** Two cells: `stay` costs 0.1, `go` pays 1 and ends the episode in cell 1. Its dynamics are known exactly. */
export class ModelEnv extends BaseEnv<number, number> {
  readonly observationSpace = new Discrete(2);
  readonly actionSpace = new Discrete(2, { labels: ["stay", "go"] });
  #cell = 0;

  protected override begin(): ResetResult<number, BaseInfo> {
    this.#cell = 0;
    return { observation: 0, info: {} };
  }

  protected override play(action: number): StepResult<number, BaseInfo> {
    this.#cell = action;
    const reward = action === 1 ? 1 : -0.1;
    return { observation: action, reward, terminated: action === 1, truncated: false, info: {} };
  }

  protected override saveEpisode(): JsonValue {
    return this.#cell;
  }

  protected override loadEpisode(saved: JsonValue): void {
    this.#cell = Number(saved);
  }

  override render(): string {
    return `cell ${this.#cell}`;
  }

  model(): TransitionModel<number> {
    const { actionSpace } = this;
    return {
      initial: () => [{ probability: 1, state: 0 }],
      stateKey: (cell) => cell,
      actions: (cell) => (cell === 0 ? [0, 1] : []),
      transitions: (_cell, action) => [
        {
          ...{ probability: 1, next: action, reward: action === 1 ? 1 : -0.1 },
          ...{ terminated: action === 1, truncated: false },
        },
      ],
      observe: (cell) => cell,
      score: (cell) => cell,
      actionCount: actionSpace.n,
      actionName: (action) => actionSpace.label(action),
    };
  }
}
