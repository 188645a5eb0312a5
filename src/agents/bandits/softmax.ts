import { Boltzmann } from "../exploration/boltzmann.ts";
import { HORIZON, INITIAL_VALUE, numberOf, scheduleOf, stepSizeParameter } from "../hyperparameters.ts";
import { scheduleParameter } from "../schedules.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { MeanBandit } from "./bandit.ts";

/** The softmax bandit: draws action a with probability ∝ exp(Q(s, a) / τ), Q the mean reward. One `next` per choice. */
export class SoftmaxBandit extends MeanBandit {
  constructor(setup: TableSetup) {
    const { hyperparameters, actionCount } = setup;
    const horizon = numberOf(hyperparameters, "horizon");
    const exploration = new Boltzmann(scheduleOf(hyperparameters, "temperature"), { horizon, actionCount });
    super(setup, { name: "softmax", exploration });
  }
}

registerTableAgent("softmax", {
  family: "bandit",
  summary: "a contextual bandit that draws actions by the softmax of their mean rewards",
  source: "Luce 1959; Sutton & Barto 1998, §2.3",
  parameters: [
    scheduleParameter({
      name: "temperature",
      default: "exponential(1, 0.01, 0.5)",
      meaning: "τ, in reward units; low values are greedy",
      min: 0,
      max: Number.MAX_VALUE,
      aboveMin: true,
    }),
    stepSizeParameter("visits(1)"),
    INITIAL_VALUE,
    HORIZON,
  ],
  build: (setup) => new SoftmaxBandit(setup),
});
