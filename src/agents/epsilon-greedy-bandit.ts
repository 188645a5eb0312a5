import type { Transition } from "../core/agent.ts";
import { EPSILON, HORIZON, INITIAL_VALUE, stepSizeParameter } from "./hyperparameters.ts";
import { TableAgent } from "./table-agent.ts";
import { registerTableAgent, type TableSetup } from "./table-state.ts";

/**
 * The ε-greedy contextual bandit: `Q(s, a) += α · (r − Q(s, a))`, one bandit for each row.
 *
 * It is the view of γ = 0: it values an action by its own reward and ignores what follows. With the default step size
 * of 1 / n(s, a) a value is the mean of the rewards seen.
 */
export class EpsilonGreedyBandit extends TableAgent {
  constructor(setup: TableSetup) {
    super(setup, { name: "epsilon-greedy", discount: 0 });
  }

  protected override update({ context, action, reward }: Transition): void {
    this.moveTowards(context, action, reward);
  }
}

registerTableAgent("epsilon-greedy", {
  family: "bandit",
  summary: "a contextual bandit that takes the action of highest mean reward, and now and then any",
  source: "Sutton & Barto 2018, §2.2–2.4 and §2.9",
  parameters: [stepSizeParameter("visits(1)"), EPSILON, INITIAL_VALUE, HORIZON],
  build: (setup) => new EpsilonGreedyBandit(setup),
});
