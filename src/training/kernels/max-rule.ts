import { type EpisodeTrack, NONE } from "./episode-track.ts";
import { LearnerRule } from "./learner-rule.ts";

/** The target `r + γ · max_a′ Q(s′, a′)` of Q-learning; where nothing is bootstrapped, the reward of a bandit. */
export class MaxRule extends LearnerRule {
  playOn(track: EpisodeTrack): void {
    const { learner, discount } = this;
    const { stateContext, stateBootstrap, stateEdges, edgeNext, edgeReward, contextCells } = this.arrays;
    const { path } = track;
    const { actionCount } = this.compiled.dynamics;
    const { best, cells } = learner.greedy;
    let { state, rank, depth, return: sum } = track;
    for (;;) {
      const context = stateContext[state] as number;
      if (context < 0) break;
      if (rank === NONE) rank = learner.choose(context);
      const edge = (stateEdges[state] as number) + rank;
      const next = edgeNext[edge] as number;
      const cell = (contextCells[context] as number) + rank;
      if (next < 0 || (cells[cell] as number) < actionCount) break;
      const reward = edgeReward[edge] as number;
      path[depth] = edge;
      depth += 1;
      sum += reward;
      learner.learn(context, rank, reward + discount * (best[stateBootstrap[next] as number] as number));
      state = next;
      rank = NONE;
    }
    track.state = state;
    track.rank = rank;
    track.depth = depth;
    track.return = sum;
  }
}
