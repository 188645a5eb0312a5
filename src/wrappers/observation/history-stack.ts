import type { BaseInfo, Env } from "../../core/env.ts";
import { SnapshotError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { Space } from "../../core/space.ts";
import { Dict } from "../../core/spaces/dict.ts";
import { MultiDiscrete } from "../../core/spaces/multi-discrete.ts";
import { Tuple } from "../../core/spaces/tuple.ts";
import type { OptionNames } from "../../core/wrapper.ts";
import { discreteActions } from "../action/discrete-actions.ts";
import { integerOption } from "../option-ranges.ts";
import { EpisodicObservation } from "./episodic-observation.ts";
import { type Padding, RecentObservations } from "./recent-observations.ts";

/** Options of {@link HistoryStack}. */
export interface HistoryStackOptions<Observation> {
  /** How many observations are seen at once, an integer >= 1. */
  readonly size: number;
  /** What stands for observations from before the episode. @defaultValue "reset" */
  readonly padding?: Padding<Observation>;
  /** How many of the last actions are seen with them, an integer >= 1. @defaultValue none */
  readonly actions?: number;
}

/** Observations and actions of the last steps, each oldest first. */
export interface ObservedHistory<Observation> {
  readonly observations: readonly Observation[];
  /** 1 + the action, counted from 0; 0 where there was none yet. */
  readonly actions: readonly number[];
}

/** What a {@link HistoryStack} with these options observes. */
export type StackedObservation<Observation, Options> = Options extends { readonly actions: number }
  ? ObservedHistory<Observation>
  : readonly Observation[];

/**
 * Shows the last observations together, oldest first, as Gymnasium's `FrameStackObservation`, and the last actions
 * where asked for: a memory for agents that have none.
 */
export class HistoryStack<
  InnerObservation,
  Action,
  Info extends BaseInfo = BaseInfo,
  const Options extends HistoryStackOptions<InnerObservation> = HistoryStackOptions<InnerObservation>,
> extends EpisodicObservation<InnerObservation, StackedObservation<InnerObservation, Options>, Action, Info> {
  static override readonly optionNames: OptionNames<HistoryStackOptions<unknown>> = {
    size: true,
    padding: true,
    actions: true,
  };
  readonly observationSpace: Space<StackedObservation<InnerObservation, Options>>;
  readonly #recent: RecentObservations<InnerObservation>;
  readonly #memory: ActionMemory | undefined;

  /** @throws {InvalidArgumentError} If an option is out of range, or `actions` is given and they are not discrete. */
  constructor(inner: Env<InnerObservation, Action, Info>, options: Options) {
    const plain: HistoryStackOptions<InnerObservation> = options;
    super(inner, { ...plain });
    const { size, padding = "reset", actions } = plain;
    const { observationSpace: space } = inner;
    const length = integerOption("size", size, 1);
    this.#recent = new RecentObservations({ space, length, padding });
    this.#memory = actions === undefined ? undefined : new ActionMemory(inner as unknown as Env, actions);
    const observations = new Tuple(new Array<Space<InnerObservation>>(length).fill(space));
    const stacked =
      this.#memory === undefined ? observations : new Dict({ observations, actions: this.#memory.space });
    // Which of the two it is follows from `actions` in the type as well.
    this.observationSpace = stacked as unknown as Space<StackedObservation<InnerObservation, Options>>;
  }

  protected override begin(observation: InnerObservation): StackedObservation<InnerObservation, Options> {
    this.#recent.begin(observation);
    this.#memory?.clear();
    return this.#seen();
  }

  protected override follow(
    observation: InnerObservation,
    action: Action,
  ): StackedObservation<InnerObservation, Options> {
    this.#recent.push(observation);
    this.#memory?.push(Number(action));
    return this.#seen();
  }

  #seen(): StackedObservation<InnerObservation, Options> {
    const observations = this.#recent.all;
    const seen = this.#memory === undefined ? observations : { observations, actions: this.#memory.all };
    return seen as StackedObservation<InnerObservation, Options>;
  }

  protected override saveState(): JsonValue {
    return { observations: this.#recent.save(), actions: this.#memory?.all ?? null };
  }

  protected override loadState(saved: JsonValue): void {
    const { observations, actions = null } = (saved ?? {}) as JsonObject;
    if (!(this.#memory === undefined ? actions === null : this.#memory.space.contains(actions))) {
      throw new SnapshotError("Expected the last actions as the snapshot of a `HistoryStack` holds them.");
    }
    this.#recent.load(observations);
    this.#memory?.load(actions as readonly number[]);
  }
}

/** The last discrete actions of an episode. */
class ActionMemory {
  readonly space: MultiDiscrete;
  readonly #start: number;
  #actions: readonly number[];

  constructor(env: Pick<Env, "actionSpace">, count: number) {
    const { n, start } = discreteActions(env);
    this.space = new MultiDiscrete(new Array<number>(integerOption("actions", count, 1)).fill(n + 1));
    this.#start = start;
    this.#actions = this.space.start;
  }

  get all(): readonly number[] {
    return [...this.#actions];
  }

  clear(): void {
    this.#actions = this.space.start;
  }

  push(action: number): void {
    this.#actions = [...this.#actions.slice(1), action - this.#start + 1];
  }

  load(actions: readonly number[]): void {
    this.#actions = actions;
  }
}
