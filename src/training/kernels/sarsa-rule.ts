import { type EpisodeTrack, NONE } from "./episode-track.ts";
import { LearnerRule } from "./learner-rule.ts";

/**
 * The target `r + γ · Q(s′, a′)` of SARSA. A step is learned after the next one was taken, the last one at the end, where
 * a truncated one is followed by the mean over the next actions.
 */
export class SarsaRule extends LearnerRule {
  playOn(track: EpisodeTrack): void {
    const { learner } = this;
    const { stateContext, stateEdges, edgeNext, edgeReward, contextCells } = this.arrays;
    const { path } = track;
    const { actionCount } = this.compiled.dynamics;
    const { cells } = learner.greedy;
    let { state, rank } = track;
    for (;;) {
      const context = stateContext[state] as number;
      if (context < 0) break;
      if (rank === NONE) rank = learner.choose(context);
      const edge = (stateEdges[state] as number) + rank;
      const next = edgeNext[edge] as number;
      const cell = (contextCells[context] as number) + rank;
      if (next < 0 || (cells[cell] as number) < actionCount) break;
      const reward = edgeReward[edge] as number;
      path[track.depth] = edge;
      track.depth += 1;
      track.return += reward;
      this.#learnWaiting(track, context, rank);
      track.waitingContext = context;
      track.waitingRank = rank;
      track.waitingReward = reward;
      state = next;
      rank = NONE;
    }
    track.state = state;
    track.rank = rank;
    if (rank === NONE) this.#learnLast(track);
  }

  #learnWaiting(track: EpisodeTrack, context: number, rank: number): void {
    const { waitingContext, waitingRank, waitingReward } = track;
    if (waitingContext === NONE) return;
    const { learner, discount } = this;
    learner.learn(
      waitingContext,
      waitingRank,
      waitingReward + discount * learner.greedy.valueOf(context, rank),
    );
  }

  /** A terminated episode is in a state whose context has no action, so that nothing follows. */
  #learnLast({ state, waitingContext, waitingRank, waitingReward }: EpisodeTrack): void {
    const { learner, discount } = this;
    const following = learner.expected(this.arrays.stateBootstrap[state] as number);
    learner.learn(waitingContext, waitingRank, waitingReward + discount * following);
  }
}
