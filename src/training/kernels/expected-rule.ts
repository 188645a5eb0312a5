import { type EpisodeTrack, NONE } from "./episode-track.ts";
import { LearnerRule } from "./learner-rule.ts";

/** The target `r + γ · Σ_a′ b(a′ | s′) · Q(s′, a′)` of Expected SARSA. */
export class ExpectedRule extends LearnerRule {
  playOn(track: EpisodeTrack): void {
    const { learner, discount } = this;
    const { stateContext, stateBootstrap, stateEdges, edgeNext, edgeReward, contextCells } = this.arrays;
    const { path } = track;
    const { actionCount } = this.compiled.dynamics;
    const { cells } = learner.greedy;
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
      learner.learn(context, rank, reward + discount * learner.expected(stateBootstrap[next] as number));
      state = next;
      rank = NONE;
    }
    track.state = state;
    track.rank = rank;
    track.depth = depth;
    track.return = sum;
  }
}
