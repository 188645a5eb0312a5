import { BaseEnv } from "../../src/core/base-env.ts";
import type { BaseInfo, EnvMetadata, ResetResult, StepResult } from "../../src/core/env.ts";
import { InvalidActionError, SnapshotError } from "../../src/core/errors.ts";
import type { JsonValue } from "../../src/core/json.ts";
import type { Mask } from "../../src/core/mask.ts";
import { Discrete } from "../../src/core/spaces/discrete.ts";

const MOVES = [-1, 0, 1, 2];

/**
 * A walk over places 0 to 40 from 20: `back`, `stay`, `forth`, `leap`. `back` is barred on every third place. A step
 * pays 0.1 for each place gained and a random part; place 0 and 40 end the walk, and so does step 60, by truncation.
 */
export class WalkEnv extends BaseEnv<number, number> {
  readonly observationSpace = new Discrete(42);
  readonly actionSpace = new Discrete(4, { labels: ["back", "stay", "forth", "leap"] });
  override readonly metadata: EnvMetadata = { renderModes: [], stochastic: true };
  #place = 20;
  #steps = 0;

  protected begin(): ResetResult<number, BaseInfo> {
    this.#place = 20;
    this.#steps = 0;
    return { observation: 20, info: this.#masks() };
  }

  protected play(action: number): StepResult<number, BaseInfo> {
    if (!this.actionSpace.contains(action)) throw new InvalidActionError(`Expected 0 to 3, got ${action}.`);
    const gained = MOVES[action] ?? 0;
    this.#place += gained;
    this.#steps += 1;
    const rewardComponents = { gain: gained / 10, luck: this.rng.next() };
    return {
      ...{ observation: this.#place, reward: rewardComponents.gain + rewardComponents.luck },
      ...{ terminated: this.#place <= 0 || this.#place >= 40, truncated: this.#steps >= 60 },
      info: { ...this.#masks(), rewardComponents },
    };
  }

  #masks(): BaseInfo {
    return { actionMask: this.actionMask(), bootstrapMask: Uint8Array.of(1, 1, 1, 0) };
  }

  override actionMask(): Mask {
    return Uint8Array.of(this.#place % 3 === 0 ? 0 : 1, 1, 1, 1);
  }

  protected saveEpisode(): JsonValue {
    return [this.#place, this.#steps];
  }

  protected loadEpisode(saved: JsonValue): void {
    const [place, steps] = Array.isArray(saved) ? saved : [];
    if (typeof place !== "number" || typeof steps !== "number") throw new SnapshotError("Expected a walk.");
    this.#place = place;
    this.#steps = steps;
  }
}
