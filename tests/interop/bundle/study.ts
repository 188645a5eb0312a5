import { createAgent, make, train } from "supportdesk-gym";

/** What a training made, as the texts that a file would hold. */
export interface Study {
  readonly agent: string;
  readonly evaluation: string;
  readonly curve: string;
}

/** Trains Q-learning on the four canonical tasks with everything at its default. */
export function study(episodes: number, seed: number): Study {
  const env = make("SupportDeskTabular-v1");
  const agent = createAgent("q-learning", { actionCount: env.actionSpace.n, seed, horizon: episodes });
  const { curve, evaluation } = train({ env, agent, episodes, seed });
  return {
    agent: JSON.stringify(agent),
    evaluation: JSON.stringify(evaluation),
    curve: JSON.stringify(curve),
  };
}
