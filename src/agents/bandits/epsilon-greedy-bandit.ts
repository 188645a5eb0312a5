import { EpsilonGreedy } from "../exploration/epsilon-greedy.ts";
import {
  EPSILON,
  HORIZON,
  INITIAL_VALUE,
  numberOf,
  scheduleOf,
  stepSizeParameter,
} from "../hyperparameters.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { MeanBandit } from "./bandit.ts";

/**
 * The ε-greedy contextual bandit: `Q(s, a) += α · (r − Q(s, a))`, one bandit for each row.
 *
 * With the default step size of 1 / n(s, a) a value is the mean of the rewards seen; a constant one forgets, for rewards
 * that drift. Draws as {@link EpsilonGreedy} does.
 */
export class EpsilonGreedyBandit extends MeanBandit {
  constructor(setup: TableSetup) {
    const { hyperparameters } = setup;
    const horizon = numberOf(hyperparameters, "horizon");
    const exploration = new EpsilonGreedy(scheduleOf(hyperparameters, "epsilon"), horizon);
    super(setup, { name: "epsilon-greedy", exploration });
  }
}

registerTableAgent("epsilon-greedy", {
  family: "bandit",
  summary: "a contextual bandit that takes the action of highest mean reward, and now and then any",
  source: "Sutton & Barto 2018, §2.2–2.5 and §2.9",
  parameters: [stepSizeParameter("visits(1)"), EPSILON, INITIAL_VALUE, HORIZON],
  build: (setup) => new EpsilonGreedyBandit(setup),
});
