import type { Agent, Choice, Explanation, SavedAgent, Transition } from "../core/agent.ts";
import { AGENT_STATE_SCHEMA } from "../core/agent-registry.ts";
import { InvalidArgumentError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import { fullMask, type Mask } from "../core/mask.ts";
import { createRng, Rng } from "../core/random.ts";
import type { Exploration } from "./exploration/exploration.ts";
import { createExploration } from "./exploration/index.ts";
import { tieRank } from "./greedy.ts";
import { numberOf, scheduleOf } from "./hyperparameters.ts";
import { Row } from "./row.ts";
import { constant, type Schedule } from "./schedules.ts";
import type { TableSetup } from "./table-state.ts";
import { ValueTable } from "./value-table.ts";

/** What a table agent is, beside its setup. */
export interface TableAgentOptions {
  /** Name it is registered by. */
  readonly name: string;
  /** γ in [0, 1]. */
  readonly discount: number;
  /** @defaultValue the one that the hyperparameters ask for */
  readonly exploration?: Exploration;
  /** Value of every action that was never learned. @defaultValue the hyperparameter `initialValue` */
  readonly initialValue?: number;
}

/** The inside of an agent, for a training loop that acts and learns in its place. */
export interface TableAgentInside {
  readonly setup: TableSetup;
  readonly table: ValueTable;
  readonly exploration: Exploration;
  readonly rng: Rng;
  /** Episodes that have ended, over the agent's life. */
  readonly episodes: number;
  /** Whether it has learned from every step it was given. */
  readonly isIdle: boolean;
  /** Counts episodes that were played in the agent's place. */
  endEpisodes(count: number): void;
}

/**
 * An agent that keeps one value for every row and action, explores and learns by moving values towards targets. A
 * subclass says how it learns from a transition.
 *
 * It reads the hyperparameters `stepSize` and `horizon`, each 1 where an agent has none, `initialValue` and those of its
 * exploration, and draws from the stream `createRng(seed).fork("agent")`.
 */
export abstract class TableAgent implements Agent {
  readonly actionCount: number;
  readonly name: string;
  readonly reads = "key";
  readonly discount: number;
  /** What the agent acts on. */
  protected readonly table: ValueTable;
  protected readonly exploration: Exploration;
  protected readonly rng: Rng;
  protected readonly setup: TableSetup;
  readonly #stepSize: Schedule;
  readonly #horizon: number;
  readonly #row: Row;
  readonly #everyAction: Mask;
  readonly #probabilities: Float64Array;
  #episodes: number;

  constructor(setup: TableSetup, { name, discount, exploration, initialValue }: TableAgentOptions) {
    const { actionCount, seed, hyperparameters, saved } = setup;
    const options = {
      actionCount,
      initialValue: initialValue ?? numberOf(hyperparameters, "initialValue"),
    };
    this.name = name;
    this.discount = discount;
    this.actionCount = actionCount;
    this.setup = setup;
    this.#horizon = "horizon" in hyperparameters ? numberOf(hyperparameters, "horizon") : 1;
    this.#stepSize = "stepSize" in hyperparameters ? scheduleOf(hyperparameters, "stepSize") : constant(1);
    this.exploration =
      exploration ?? createExploration(hyperparameters, { actionCount, horizon: this.#horizon });
    this.table = saved === undefined ? new ValueTable(options) : ValueTable.load(options, saved.table);
    this.#row = new Row(this.table);
    this.#everyAction = fullMask(actionCount);
    this.#probabilities = new Float64Array(actionCount);
    this.rng = saved === undefined ? createRng(seed).fork("agent") : Rng.fromState(saved.rng);
    this.#episodes = saved?.episodes ?? 0;
    this.exploration.startEpisode(this.#episodes);
  }

  /** What a training loop needs that does the work of an agent itself, and must leave it as the agent would. */
  static insideOf(agent: TableAgent): TableAgentInside {
    return {
      setup: agent.setup,
      table: agent.table,
      exploration: agent.exploration,
      rng: agent.rng,
      get episodes() {
        return agent.#episodes;
      },
      get isIdle() {
        return agent.isIdle;
      },
      endEpisodes: (count) => {
        agent.#episodes += count;
        agent.exploration.startEpisode(agent.#episodes);
      },
    };
  }

  /** Learns from a transition with a finite reward and an action of the agent's. */
  protected abstract update(transition: Transition): void;

  /** What the agent keeps beside its table, as plain JSON; it comes back as `setup.saved.extra`. */
  protected saveExtra(): JsonValue | undefined {
    return undefined;
  }

  /** Whether it has learned from every step it was given, and none waits for the next. */
  protected get isIdle(): boolean {
    return true;
  }

  /** Episodes that have ended, over the agent's life. */
  protected get episodes(): number {
    return this.#episodes;
  }

  act(context: number, mask: Mask): Choice {
    this.#row.read(context, mask);
    return this.exploration.choose(this.#row, this.rng);
  }

  actGreedily(context: number, mask: Mask): number {
    this.#row.read(context, mask);
    const { greedy } = this.#row;
    return greedy.at(greedy.tieCount > 1 ? tieRank(this.setup.seed, context, greedy.tieCount) : 0);
  }

  /** @throws {InvalidArgumentError} If the action is none of the agent's, or the reward or a target is not finite. */
  learn(transition: Transition): void {
    const { action, reward, context } = transition;
    if (!Number.isInteger(action) || action < 0 || action >= this.actionCount) {
      throw new InvalidArgumentError(
        `Expected \`action\` to be an integer in [0, ${this.actionCount}), got ${action}.`,
      );
    }
    if (!Number.isFinite(reward)) {
      throw new InvalidArgumentError(`Expected finite rewards, got ${reward} in row ${context}.`);
    }
    this.update(transition);
    if (!transition.terminated && !transition.truncated) return;
    this.#episodes += 1;
    this.exploration.startEpisode(this.#episodes);
  }

  explain(context: number, mask: Mask = this.#everyAction): Explanation {
    const row = this.#row;
    row.read(context, mask);
    const actions = Array.from({ length: this.actionCount }, (_, action) => action);
    return {
      values: actions.map((action) => row.value(action)),
      counts: actions.map((action) => row.count(action)),
      greedy: row.greedy.toArray(),
    };
  }

  toJSON(): SavedAgent {
    const { actionCount, seed, hyperparameters } = this.setup;
    const extra = this.saveExtra();
    const table = this.table.save();
    return {
      schema: AGENT_STATE_SCHEMA,
      name: this.name,
      hyperparameters: { ...hyperparameters },
      state: {
        actionCount,
        seed,
        episodes: this.#episodes,
        rng: { ...this.rng.save() },
        table: { ...table },
        ...(extra !== undefined && { extra }),
      },
    };
  }

  /** γ^k of what follows a transition of k steps, or 0 if nothing follows. A truncated one is followed. */
  protected continuation({ terminated, duration }: Transition): number {
    if (terminated) return 0;
    return duration === undefined || duration === 1 ? this.discount : this.discount ** duration;
  }

  /**
   * Counts a visit and moves a value towards a target by the step size.
   * @param target - In reward units.
   * @throws {InvalidArgumentError} If the target is not finite; nothing has changed then.
   */
  protected moveTowards(context: number, action: number, target: number): void {
    if (!Number.isFinite(target)) {
      throw new InvalidArgumentError(
        `Expected finite rewards and values, got the target ${target} in row ${context}.`,
      );
    }
    const index = this.table.visit(context, action);
    this.table.moveTowards(index, target, this.stepSize(this.table.count(index)));
  }

  /** α of this episode. @param visits - n(s, a) including this visit, ≥ 1. */
  protected stepSize(visits: number): number {
    return this.#stepSize.at(this.#episodes, this.#horizon, visits);
  }

  /** Σ b(a | s) · Q(s, a) under the behaviour policy b as it is now. */
  protected expectedValue(context: number, mask: Mask): number {
    const row = this.#row;
    row.read(context, mask);
    this.exploration.writeProbabilities(row, this.#probabilities);
    let sum = 0;
    for (let action = 0; action < this.actionCount; action += 1) {
      const probability = this.#probabilities[action] ?? 0;
      if (probability > 0) sum += probability * row.value(action);
    }
    return sum;
  }

  /** Looks at a row; the object is good until the agent next looks at one. */
  protected look(context: number, mask: Mask): Row {
    this.#row.read(context, mask);
    return this.#row;
  }
}
