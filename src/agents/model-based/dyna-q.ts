import type { Transition } from "../../core/agent.ts";
import type { JsonValue } from "../../core/json.ts";
import { fullMask, type Mask } from "../../core/mask.ts";
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
import { qLearningTarget } from "../one-step/q-learning.ts";
import { TableAgent } from "../table-agent.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { extraPart } from "./extra.ts";
import { PLANNING_STEPS, RECALL } from "./hyperparameters.ts";
import { LearnedModel } from "./learned-model.ts";
import { Simulator } from "./simulator.ts";

/**
 * Dyna-Q: a Q-learning update from every real step, `Q(s, a) += α · (r + γ · max_a′ Q(s′, a′) − Q(s, a))`, then n such
 * updates from steps simulated with the learned model.
 *
 * A simulated step starts in a row drawn from those where something was tried, with an action drawn from those tried
 * there. Nothing follows a terminated step; a truncated one bootstraps, also when it is simulated. Draws: those of the
 * exploration; after a real step for each simulated one an `integer` over rows, one over actions and, where the pair had
 * several outcomes and `recall` is `frequent`, one over its visits.
 *
 * @see Sutton, Integrated Architectures for Learning, Planning, and Reacting (ICML 1990); Sutton & Barto, Reinforcement
 *   Learning (2nd ed., 2018), §8.2, whose model keeps the latest outcome: `recall: "latest"`.
 */
export class DynaQ extends TableAgent {
  readonly #model: LearnedModel;
  readonly #simulator: Simulator;
  readonly #planningSteps: number;
  /** Overrides the next mask where the maximum is over every action. */
  readonly #everyAction: Mask | undefined;

  constructor(setup: TableSetup) {
    const { hyperparameters, saved, actionCount } = setup;
    super(setup, { name: "dyna-q", discount: numberOf(hyperparameters, "discount") });
    const { table, rng, discount } = this;
    this.#everyAction = booleanOf(hyperparameters, "bootstrapMask") ? undefined : fullMask(actionCount);
    this.#planningSteps = numberOf(hyperparameters, "planningSteps");
    this.#model =
      saved === undefined
        ? new LearnedModel(table)
        : LearnedModel.load(table, extraPart(saved.extra, "model"), "dyna-q");
    this.#simulator = new Simulator(this.#model, rng, {
      ...{ isLatest: hyperparameters["recall"] === "latest", discount },
    });
  }

  /** What the agent has learned of its environment, for a training loop that learns in its place. */
  static modelOf(agent: DynaQ): LearnedModel {
    return agent.#model;
  }

  protected override update(transition: Transition): void {
    const { context, action, reward, nextContext, nextMask, terminated } = transition;
    const { table } = this;
    this.#model.observe(transition, this.#everyAction);
    const best = terminated
      ? 0
      : bestAllowed(table.values, table.offset(nextContext), this.#everyAction ?? nextMask);
    this.moveTowards(context, action, qLearningTarget(reward, this.continuation(transition), best));
    for (let step = 0; step < this.#planningSteps; step += 1) this.#simulate();
  }

  protected override saveExtra(): JsonValue {
    return { model: this.#model.save() };
  }

  #simulate(): void {
    const { table } = this;
    const pair = this.#simulator.drawPair();
    if (pair === undefined) return;
    const { reward, outcome } = this.#simulator.step(pair);
    const target = reward + this.#simulator.worth(outcome, table.values);
    table.moveTowards(pair.index, target, this.stepSize(table.count(pair.index)));
  }
}

registerTableAgent("dyna-q", {
  family: "model-based",
  summary: "Q-learning from real steps and from steps simulated with a learned model",
  source: "Sutton 1990; Sutton & Barto 2018, §8.2",
  parameters: [
    ...[PLANNING_STEPS, RECALL, stepSizeParameter(0.1), DISCOUNT],
    ...[...EXPLORATION_PARAMETERS, INITIAL_VALUE, HORIZON, BOOTSTRAP_MASK],
  ],
  build: (setup) => new DynaQ(setup),
});
