import { BaseEnv } from "../../src/core/base-env.ts";
import type { BaseInfo, EpisodeSummary, ResetResult, StepResult } from "../../src/core/env.ts";
import { InvalidActionError } from "../../src/core/errors.ts";
import type { JsonValue } from "../../src/core/json.ts";
import type { Mask } from "../../src/core/mask.ts";
import { unknownName } from "../../src/core/names.ts";
import { Discrete } from "../../src/core/spaces/discrete.ts";

/** One move in a toy: where it leads, what it pays and whether it ends the episode. */
export interface Move {
  readonly next: number;
  readonly reward: number;
  readonly terminated: boolean;
}

interface Running {
  readonly taskId: string;
  readonly taskIndex: number;
  readonly state: number;
  readonly steps: number;
  readonly return: number;
}

/** An environment whose observation is its state, an integer, and whose rules are one method. */
export abstract class ToyEnv extends BaseEnv<number, number> {
  protected override readonly resetOptions = ["task_id"];
  protected episode: Running = { taskId: "", taskIndex: -1, state: 0, steps: 0, return: 0 };

  /** The state a task starts in. */
  protected abstract start(taskId: string): number;

  protected abstract move(state: number, action: number): Move;

  /** Steps after which an episode is truncated. */
  protected readonly stepLimit: number = Number.POSITIVE_INFINITY;

  protected mask(_state: number): Mask | undefined {
    return undefined;
  }

  protected bootstrapMask(_state: number): Mask | undefined {
    return undefined;
  }

  protected summary(_move: Move): EpisodeSummary | undefined {
    return undefined;
  }

  protected override begin(
    options: Readonly<Record<string, unknown>>,
    seeded: boolean,
  ): ResetResult<number, BaseInfo> {
    const { taskIds } = this;
    const cycled = seeded ? 0 : (this.episode.taskIndex + 1) % Math.max(1, taskIds.length);
    const { task_id: taskId = taskIds[cycled] ?? "only" } = options as { readonly task_id?: string };
    if (taskIds.length > 0 && !taskIds.includes(taskId)) throw unknownName("task", taskId, taskIds);
    this.episode = { taskId, taskIndex: cycled, state: this.start(taskId), steps: 0, return: 0 };
    return { observation: this.episode.state, info: this.#info(undefined) };
  }

  protected override play(action: number): StepResult<number, BaseInfo> {
    const move = this.move(this.episode.state, action);
    const { next, reward, terminated } = move;
    const { steps, return: before } = this.episode;
    this.episode = { ...this.episode, state: next, steps: steps + 1, return: before + reward };
    const truncated = !terminated && steps + 1 >= this.stepLimit;
    const summary = terminated || truncated ? this.summary(move) : undefined;
    return { observation: next, reward, terminated, truncated, info: this.#info(summary) };
  }

  #info(episode: EpisodeSummary | undefined): BaseInfo {
    const actionMask = this.mask(this.episode.state);
    const bootstrapMask = this.bootstrapMask(this.episode.state);
    return {
      ...(actionMask && { actionMask }),
      ...(bootstrapMask && { bootstrapMask }),
      ...(episode && { episode }),
    };
  }

  override actionMask(): Mask | undefined {
    return this.mask(this.episode.state);
  }

  protected override saveEpisode(): JsonValue {
    return { ...this.episode };
  }

  protected override loadEpisode(saved: JsonValue): void {
    this.episode = saved as unknown as Running;
  }
}

/**
 * Cells 0 to 4; `left`, `right`. Task `near` starts in cell 3, `far` in cell 1. A step costs 0.1, cell 4 pays 1 and
 * ends the episode as `submitted`; after 10 steps it ends as `abandoned`.
 */
export class Corridor extends ToyEnv {
  readonly observationSpace = new Discrete(5);
  readonly actionSpace = new Discrete(2, { labels: ["left", "right"] });
  override readonly taskIds = ["near", "far"];

  protected override start(taskId: string): number {
    return taskId === "near" ? 3 : 1;
  }

  protected override move(state: number, action: number): Move {
    const next = Math.max(0, Math.min(4, state + (action === 1 ? 1 : -1)));
    return { next, reward: next === 4 ? 0.9 : -0.1, terminated: next === 4 || this.episode.steps === 9 };
  }

  protected override summary(): EpisodeSummary {
    const { taskId, state, steps, return: total } = this.episode;
    const success = state === 4;
    return {
      ...{ taskId, steps, success, return: total, invalidActions: 0 },
      ...{ rawScore: success ? 1 : 0, score: success ? 0.99 : 0.01 },
      outcome: success ? "submitted" : "abandoned",
    };
  }
}

/** One step; context 0 or 1 at random, three actions that pay 1, 2 and 100; the last is never allowed. */
export class MaskedBandit extends ToyEnv {
  readonly observationSpace = new Discrete(2);
  readonly actionSpace = new Discrete(3);
  override readonly metadata = { renderModes: [], stochastic: true };

  protected override start(): number {
    return this.rng.integer(2);
  }

  protected override move(state: number, action: number): Move {
    return { next: state, reward: [1, 2, 100][action] ?? 0, terminated: true };
  }

  protected override mask(): Mask {
    return Uint8Array.of(1, 1, 0);
  }
}

/** What can follow an action of an {@link Mdp}. */
export interface Outcome extends Move {
  readonly probability: number;
}

/** Outcomes by state and action; an action without any is not allowed. */
export type Mdp = readonly (readonly (readonly Outcome[])[])[];

const sure = (next: number, reward: number, terminated = false): readonly Outcome[] => [
  { probability: 1, next, reward, terminated },
];

/** Three states in a ring that pay for patience: action 0 goes on, 1 leaves for a sure reward, 2 is barred in state 1. */
export const RING: Mdp = [
  [sure(1, 0), sure(0, 1, true), sure(0, 0.125)],
  [sure(2, -0.5), sure(1, 1.5, true), []],
  [sure(0, 3), sure(2, 2, true), sure(1, 0)],
];

/** Two states that move at random; action 0 pays and risks, 1 moves away. */
export const PAIR: Mdp = [
  [
    [
      { probability: 0.5, next: 0, reward: 1, terminated: false },
      { probability: 0.5, next: 1, reward: 1, terminated: false },
    ],
    sure(1, 0),
  ],
  [
    [
      { probability: 0.5, next: 1, reward: 2, terminated: false },
      { probability: 0.5, next: 1, reward: 2, terminated: true },
    ],
    [
      { probability: 0.75, next: 0, reward: 0, terminated: false },
      { probability: 0.25, next: 1, reward: 0, terminated: false },
    ],
  ],
];

/** Plays an {@link Mdp} from a random state and truncates the episode after 20 steps. */
export class MdpEnv extends ToyEnv {
  readonly observationSpace: Discrete;
  readonly actionSpace: Discrete;
  override readonly metadata = { renderModes: [], stochastic: true };
  protected override readonly stepLimit: number = 20;
  readonly #mdp: Mdp;

  constructor(mdp: Mdp) {
    super();
    this.#mdp = mdp;
    this.observationSpace = new Discrete(mdp.length);
    this.actionSpace = new Discrete(mdp[0]?.length ?? 1);
  }

  protected override start(): number {
    return this.rng.integer(this.#mdp.length);
  }

  protected override move(state: number, action: number): Move {
    const outcomes = this.#mdp[state]?.[action] ?? [];
    const last = outcomes.at(-1);
    if (last === undefined)
      throw new InvalidActionError(`Action ${action} is not allowed in state ${state}.`);
    let chance = this.rng.next();
    const drawn = outcomes.find(({ probability }) => {
      chance -= probability;
      return chance < 0;
    });
    return drawn ?? last;
  }

  protected override mask(state: number): Mask {
    return Uint8Array.from(this.#mdp[state] ?? [], (outcomes) => Number(outcomes.length > 0));
  }
}

/** One state, one action, reward 1, truncated after 5 steps. */
export class LimitedLoop extends ToyEnv {
  readonly observationSpace = new Discrete(1);
  readonly actionSpace = new Discrete(1);
  protected override readonly stepLimit: number = 5;

  protected override start(): number {
    return 0;
  }

  protected override move(): Move {
    return { next: 0, reward: 1, terminated: false };
  }
}
