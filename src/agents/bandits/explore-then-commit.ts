import type { Choice } from "../../core/agent.ts";
import { nthAllowed } from "../../core/mask.ts";
import { numberParameter } from "../../core/parameters.ts";
import type { Rng } from "../../core/random.ts";
import type { Exploration } from "../exploration/exploration.ts";
import { numberOf } from "../hyperparameters.ts";
import type { Row } from "../row.ts";
import { registerTableAgent, type TableSetup } from "../table-state.ts";
import { MeanBandit } from "./bandit.ts";

/**
 * Uniform over the allowed actions until a row has had τ pulls, then greedy with ties broken uniformly. One `integer`
 * for each choice among several actions.
 */
class UniformThenGreedy implements Exploration {
  readonly #pulls: number;

  constructor(pulls: number) {
    this.#pulls = pulls;
  }

  startEpisode(): void {}

  choose(row: Row, rng: Rng): Choice {
    const { greedy, mask } = row;
    if (!this.#explores(row)) return { action: greedy.breakTie(rng), propensity: 1 / greedy.tieCount };
    const { allowedCount } = greedy;
    const rank = allowedCount > 1 ? rng.integer(allowedCount) : 0;
    return { action: nthAllowed(mask, rank), propensity: 1 / allowedCount };
  }

  writeProbabilities(row: Row, probabilities: Float64Array): void {
    const { greedy, mask } = row;
    const explores = this.#explores(row);
    for (let action = 0; action < probabilities.length; action += 1) {
      const isCandidate = explores ? mask[action] === 1 : greedy.has(action);
      probabilities[action] = isCandidate ? 1 / (explores ? greedy.allowedCount : greedy.tieCount) : 0;
    }
  }

  #explores(row: Row): boolean {
    let pulls = 0;
    for (let action = 0; action < row.actionCount; action += 1) pulls += row.count(action);
    return pulls < this.#pulls;
  }
}

/**
 * Explore-then-commit: τ uniform pulls in each row, then the action of highest mean reward. The means go on learning, so
 * a commitment that disappoints is revised. The pulls that explore make clean logs for off-policy evaluation.
 */
export class ExploreThenCommit extends MeanBandit {
  constructor(setup: TableSetup) {
    const exploration = new UniformThenGreedy(numberOf(setup.hyperparameters, "pulls"));
    super(setup, { name: "explore-then-commit", exploration });
  }
}

registerTableAgent("explore-then-commit", {
  family: "bandit",
  summary: "a contextual bandit that first acts at random for a number of pulls, then greedily",
  source: "Langford & Zhang 2007; Lattimore & Szepesvári 2020, ch. 6",
  parameters: [
    numberParameter({
      name: "pulls",
      default: 300,
      meaning: "τ, uniform pulls in each row before it is greedy",
      min: 0,
      max: Number.MAX_SAFE_INTEGER,
      integer: true,
    }),
  ],
  build: (setup) => new ExploreThenCommit(setup),
});
