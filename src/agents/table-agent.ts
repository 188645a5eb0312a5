import type { Agent, Choice, Explanation, SavedAgent, Transition } from "../core/agent.ts";
import { AGENT_STATE_SCHEMA } from "../core/agent-registry.ts";
import { InvalidArgumentError } from "../core/errors.ts";
import { fullMask, type Mask } from "../core/mask.ts";
import { createRng, Rng } from "../core/random.ts";
import { EpsilonGreedy, type Exploration } from "./exploration.ts";
import { GreedySet, tieRank } from "./greedy.ts";
import { numberOf, scheduleOf } from "./hyperparameters.ts";
import type { Schedule } from "./schedules.ts";
import type { TableSetup } from "./table-state.ts";
import { ValueTable } from "./value-table.ts";

/**
 * An agent that keeps one value for every row and action, explores ε-greedily and moves values towards a target. A
 * subclass says what the target is.
 *
 * It reads the hyperparameters `stepSize`, `epsilon`, `initialValue` and `horizon`, and draws from the stream
 * `createRng(seed).fork("agent")`.
 */
export abstract class TableAgent implements Agent {
  readonly actionCount: number;
  readonly name: string;
  readonly discount: number;
  protected readonly table: ValueTable;
  readonly #setup: TableSetup;
  readonly #exploration: Exploration;
  readonly #stepSize: Schedule;
  readonly #horizon: number;
  readonly #greedy: GreedySet;
  readonly #rng: Rng;
  #episodes: number;

  /** @param discount - γ in [0, 1]. */
  constructor(name: string, discount: number, setup: TableSetup) {
    const { actionCount, seed, hyperparameters, saved } = setup;
    const options = { actionCount, initialValue: numberOf(hyperparameters, "initialValue") };
    this.name = name;
    this.discount = discount;
    this.actionCount = actionCount;
    this.#setup = setup;
    this.#horizon = numberOf(hyperparameters, "horizon");
    this.#stepSize = scheduleOf(hyperparameters, "stepSize");
    this.#exploration = new EpsilonGreedy(scheduleOf(hyperparameters, "epsilon"), this.#horizon);
    this.#greedy = new GreedySet(actionCount);
    this.table = saved === undefined ? new ValueTable(options) : ValueTable.load(options, saved.table);
    this.#rng = saved === undefined ? createRng(seed).fork("agent") : Rng.fromState(saved.rng);
    this.#episodes = saved?.episodes ?? 0;
    this.#exploration.startEpisode(this.#episodes);
  }

  /** What the value of the transition's action moves towards, in reward units. */
  protected abstract target(transition: Transition): number;

  act(context: number, mask: Mask): Choice {
    this.#greedy.read(this.table.values, this.table.offset(context), mask);
    return this.#exploration.choose(this.#greedy, mask, this.#rng);
  }

  actGreedily(context: number, mask: Mask): number {
    this.#greedy.read(this.table.values, this.table.offset(context), mask);
    const { tieCount } = this.#greedy;
    return this.#greedy.at(tieCount > 1 ? tieRank(this.#setup.seed, context, tieCount) : 0);
  }

  /** @throws {InvalidArgumentError} If the action is none of the agent's or the target is not finite. */
  learn(transition: Transition): void {
    const { context, action } = transition;
    this.#checkAction(action);
    const target = this.target(transition);
    if (!Number.isFinite(target)) {
      throw new InvalidArgumentError(
        `Expected finite rewards and values, got the target ${target} in row ${context}.`,
      );
    }
    const index = this.table.visit(context, action);
    const stepSize = this.#stepSize.at(this.#episodes, this.#horizon, this.table.count(index));
    this.table.moveTowards(index, target, stepSize);
    if (transition.terminated || transition.truncated) {
      this.#episodes += 1;
      this.#exploration.startEpisode(this.#episodes);
    }
  }

  explain(context: number, mask: Mask = fullMask(this.actionCount)): Explanation {
    const offset = this.table.offset(context);
    this.#greedy.read(this.table.values, offset, mask);
    return {
      values: [...this.table.values.subarray(offset, offset + this.actionCount)],
      counts: Array.from({ length: this.actionCount }, (_, action) => this.table.count(offset + action)),
      greedy: this.#greedy.toArray(),
    };
  }

  toJSON(): SavedAgent {
    const { actionCount, seed, hyperparameters } = this.#setup;
    const table = this.table.save();
    return {
      schema: AGENT_STATE_SCHEMA,
      name: this.name,
      hyperparameters: { ...hyperparameters },
      state: {
        actionCount,
        seed,
        episodes: this.#episodes,
        rng: { ...this.#rng.save() },
        table: { ...table },
      },
    };
  }

  #checkAction(action: number): void {
    if (!Number.isInteger(action) || action < 0 || action >= this.actionCount) {
      throw new InvalidArgumentError(
        `Expected \`action\` to be an integer in [0, ${this.actionCount}), got ${action}.`,
      );
    }
  }
}
