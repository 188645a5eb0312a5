import type { Transition } from "../../core/agent.ts";
import type { JsonValue } from "../../core/json.ts";
import { checkMask, fullMask, type Mask } from "../../core/mask.ts";
import { numberParameter, type Parameter } from "../../core/parameters.ts";
import { EXPLORATION_PARAMETERS } from "../exploration/index.ts";
import { bestAllowed } from "../greedy.ts";
import {
  BOOTSTRAP_MASK,
  booleanOf,
  DISCOUNT,
  HORIZON,
  INITIAL_VALUE,
  numberOf,
  stepSizeParameter,
} from "../hyperparameters.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { ExploitingAgent } from "./exploiting-agent.ts";
import { extraPart } from "./extra.ts";
import { type RememberedStep, ReplayMemory } from "./replay-memory.ts";

/** What `batch-q-learning` can be set to. */
export const BATCH_Q_PARAMETERS: readonly Parameter[] = [
  numberParameter({
    name: "replays",
    default: 10,
    meaning: "updates from remembered steps after every real step",
    min: 0,
    max: 100_000,
    integer: true,
  }),
  numberParameter({
    name: "memory",
    default: 10_000,
    meaning: "the most steps remembered; the oldest is forgotten first",
    min: 1,
    max: 100_000_000,
    integer: true,
  }),
  ...[stepSizeParameter(0.1), DISCOUNT, ...EXPLORATION_PARAMETERS, INITIAL_VALUE, HORIZON, BOOTSTRAP_MASK],
];

/**
 * Q-learning with experience replay: the update `Q(s, a) += α · (r + γ · max_a′ Q(s′, a′) − Q(s, a))` from every real
 * step, then from steps drawn from a bounded memory of real ones, the new one among them.
 *
 * It is also what `batchQ` gives: a table fitted to recorded steps, which goes on learning online where it is trained.
 * Nothing follows a terminated step; a truncated one bootstraps. Evaluation takes untried actions only where nothing
 * allowed was tried. Draws: those of the exploration; after a real step one `integer` over the memory for each replay.
 *
 * @see Lin, Self-Improving Reactive Agents Based on Reinforcement Learning, Planning and Teaching (Machine Learning 8,
 *   1992), §3.3.
 */
export class BatchQLearning extends ExploitingAgent {
  readonly #memory: ReplayMemory;
  readonly #replays: number;
  /** Overrides the next mask where the maximum is over every action. */
  readonly #everyAction: Mask | undefined;

  constructor(setup: TableSetup) {
    const { hyperparameters, saved, actionCount } = setup;
    super(setup, { name: "batch-q-learning", discount: numberOf(hyperparameters, "discount") });
    const capacity = numberOf(hyperparameters, "memory");
    this.#replays = numberOf(hyperparameters, "replays");
    this.#everyAction = booleanOf(hyperparameters, "bootstrapMask") ? undefined : fullMask(actionCount);
    this.#memory =
      saved === undefined
        ? new ReplayMemory(capacity, actionCount)
        : ReplayMemory.load(extraPart(saved.extra, "memory"), {
            ...{ capacity, table: this.table, owner: "batch-q-learning" },
          });
  }

  protected override exploitationValues(): Float64Array {
    return this.table.values;
  }

  protected override saveExtra(): JsonValue {
    return { memory: this.#memory.save() };
  }

  protected override update(transition: Transition): void {
    const { context, action } = transition;
    const step = this.#stepOf(transition);
    this.moveTowards(context, action, this.#target(step));
    this.#memory.push({ ...step, index: this.table.offset(context) + action });
    for (let replay = 0; replay < this.#replays; replay += 1) {
      const past = this.#memory.at(this.rng.integer(this.#memory.size));
      if (past === undefined) return;
      this.table.moveTowards(past.index, this.#target(past), this.stepSize(this.table.count(past.index)));
    }
  }

  #stepOf(transition: Transition): RememberedStep {
    const { context, reward, terminated, nextContext, nextMask } = transition;
    const { table } = this;
    const continuation = this.continuation(transition);
    const mask = this.#everyAction ?? nextMask;
    if (!terminated) checkMask(mask, this.actionCount, "nextMask");
    const offset = table.open(context);
    return {
      index: offset,
      reward,
      continuation,
      next: terminated ? offset : table.open(nextContext),
      nextMask: mask,
    };
  }

  #target({ reward, continuation, next, nextMask }: RememberedStep): number {
    if (continuation === 0) return reward;
    return reward + continuation * bestAllowed(this.table.values, next, nextMask);
  }
}

registerTableAgent("batch-q-learning", {
  family: "tabular",
  summary: "Q-learning that replays a bounded memory of its past steps",
  source: "Lin 1992, §3.3; Ernst, Geurts & Wehenkel 2005 for batchQ",
  parameters: BATCH_Q_PARAMETERS,
  build: (setup) => new BatchQLearning(setup),
});
