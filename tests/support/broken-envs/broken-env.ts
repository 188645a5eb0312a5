import { BaseEnv } from "../../../src/core/base-env.ts";
import type {
  BaseInfo,
  Env,
  EnvMetadata,
  EpisodeSummary,
  ResetResult,
  StepResult,
} from "../../../src/core/env.ts";
import { EnvSpec } from "../../../src/core/env-spec.ts";
import { InvalidActionError, SnapshotError } from "../../../src/core/errors.ts";
import type { JsonValue } from "../../../src/core/json.ts";
import type { Mask } from "../../../src/core/mask.ts";
import { unknownName } from "../../../src/core/names.ts";
import type { Space } from "../../../src/core/space.ts";
import { Box } from "../../../src/core/spaces/box.ts";
import { Dict } from "../../../src/core/spaces/dict.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";

/** An environment with exactly one defect, and the code of the check that must find it. */
export interface BrokenEnv {
  /** What is wrong, to be read after `an environment that …`. */
  readonly name: string;
  readonly code: string;
  readonly make: () => Env;
}

/** What is seen of a walk. */
export interface Walk {
  readonly place: number;
  readonly left: number;
  readonly luck: readonly number[];
}

interface State extends Walk {
  readonly taskId: string;
  readonly taskIndex: number;
  readonly return: number;
}

const GOAL = 6;
const LIMIT = 12;
const STARTS: Readonly<Record<string, number>> = { near: 4, far: 2 };

/**
 * A walk over places 0 to 6, where 6 ends it and pays. Of `back`, `rest` and `forth`, `back` is barred at place 0.
 * A quarter of the moves slip and stay. After 12 steps the walk is stopped from outside. Nothing is wrong with it.
 */
export class HealthyEnv extends BaseEnv<Walk, number> {
  readonly observationSpace: Space<Walk> = new Dict({
    place: new Discrete(GOAL + 1),
    left: new Discrete(LIMIT + 1),
    luck: new Box(0, 1),
  });
  readonly actionSpace: Space<number> = new Discrete(3, { labels: ["back", "rest", "forth"] });
  override readonly metadata: EnvMetadata = { renderModes: ["ansi"], stochastic: true };
  override readonly taskIds: readonly string[] = Object.keys(STARTS);
  protected override readonly resetOptions: readonly string[] = ["task_id"];
  protected state: State = { ...{ place: 0, left: LIMIT, luck: [0] }, taskId: "", taskIndex: -1, return: 0 };

  constructor() {
    super(new EnvSpec("Healthy-v0"));
  }

  protected begin(options: Readonly<Record<string, unknown>>, seeded: boolean): ResetResult<Walk, BaseInfo> {
    const { taskIds } = this;
    const taskIndex = seeded ? 0 : (this.state.taskIndex + 1) % taskIds.length;
    const { task_id: taskId = taskIds[taskIndex] } = options as { readonly task_id?: string };
    const place = STARTS[taskId ?? ""];
    if (taskId === undefined || place === undefined) throw unknownName("task", String(taskId), taskIds);
    this.state = { place, left: LIMIT, luck: [this.rng.next()], taskId, taskIndex, return: 0 };
    return { observation: this.observation(), info: this.info({}) };
  }

  protected play(action: number): StepResult<Walk, BaseInfo> {
    if (!this.actionSpace.contains(action)) {
      throw new InvalidActionError(`Expected an action from 0 to 2, got ${String(action)}.`);
    }
    if (action === 0 && this.state.place === 0) throw new InvalidActionError("`back` is barred at place 0.");
    const { place: before, left } = this.state;
    const slipped = this.rng.next() < 0.25;
    const place = slipped ? before : Math.max(0, before + action - 1);
    const rewardComponents = { gain: (place - before) / 2, cost: -0.125, goal: place === GOAL ? 1 : 0 };
    const reward = rewardComponents.gain + rewardComponents.cost + rewardComponents.goal;
    const luck = [this.rng.next()];
    this.state = { ...this.state, place, left: left - 1, luck, return: this.state.return + reward };
    const terminated = place === GOAL;
    const truncated = !terminated && left === 1;
    const episode = terminated || truncated ? { episode: this.summary() } : {};
    const info = this.info({ rewardComponents, ...episode });
    return { observation: this.observation(), reward, terminated, truncated, info };
  }

  protected observation(): Walk {
    const { place, left, luck } = this.state;
    return { place, left, luck: [...luck] };
  }

  protected info(more: BaseInfo): BaseInfo {
    return { actionMask: HealthyEnv.prototype.actionMask.call(this), ...more };
  }

  protected summary(): EpisodeSummary {
    const { place, left, taskId, return: total } = this.state;
    const score = place / GOAL;
    return {
      ...{ taskId, rawScore: score, score, outcome: place === GOAL ? "arrived" : "stopped" },
      ...{ steps: LIMIT - left, return: total, invalidActions: 0, success: place === GOAL },
    };
  }

  override actionMask(): Mask {
    return Uint8Array.of(this.state.place === 0 ? 0 : 1, 1, 1);
  }

  override render(): string | undefined {
    return `place ${this.state.place} of ${GOAL}`;
  }

  protected saveEpisode(): JsonValue {
    return { ...this.state, luck: [...this.state.luck] };
  }

  protected loadEpisode(saved: JsonValue): void {
    const state = saved as unknown as Partial<State> | null;
    if (typeof state?.place !== "number" || !Array.isArray(state.luck)) {
      throw new SnapshotError("Expected a snapshot of a walk.");
    }
    this.state = saved as unknown as State;
  }
}

/** A maker of environments of an overridden class, as plain environments. */
export function broken(name: string, code: string, make: () => object): BrokenEnv {
  return { name, code, make: make as () => Env };
}
