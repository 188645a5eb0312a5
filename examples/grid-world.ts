/**
 * An environment of your own, from the class to a trained agent: registered, checked, vectorised and wrapped. The class
 * is in own-environment/grid-world-env.ts.
 *
 *   npx tsx examples/grid-world.ts [episodes] [seed]
 */
import {
  type BaseInfo,
  checkEnv,
  createAgent,
  fullMask,
  make,
  makeVec,
  RecordEpisodeStatistics,
  register,
  StickyAction,
  train,
} from "supportdesk-gym";
import { GridWorldEnv } from "./own-environment/grid-world-env.ts";

const episodes = Number(process.argv[2] ?? 500);
const seed = Number(process.argv[3] ?? 0);

register({
  id: "GridWorld-v0",
  summary: "a walk past two walls",
  maxEpisodeSteps: 50,
  create: (options, spec) => new GridWorldEnv(options, spec),
});

const { passed, findings } = checkEnv(() => new GridWorldEnv({ slip: 0.2 }));
console.log(
  `checkEnv: ${passed ? "passed" : "failed"}; warnings ${findings.map(({ code }) => code).join(", ")}`,
);

const env = make<number, number>("GridWorld-v0");
const agent = createAgent("q-learning", { actionCount: env.actionSpace.size, seed, horizon: episodes });
const { evaluation } = train({ env, agent, episodes, seed, evaluateEvery: 0 });
const act = (cell: number, { actionMask = fullMask(4) }: BaseInfo) => agent.actGreedily(cell, actionMask);
for (const { actions, return: total } of evaluation.tasks) console.log(`${actions.join(" > ")}: ${total}`);

const vector = makeVec<number, number>("GridWorld-v0", 3, { slip: 0.2, vector: { seed } });
let { observations, infos } = vector.reset();
for (let step = 0; step < 100; step += 1) {
  ({ observations, infos } = vector.step(observations.map((cell, index) => act(cell, infos[index] ?? {}))));
}
console.log(
  `${vector.count} slippery copies ended ${vector.statistics.map((each) => each.episodesEnded).join(", ")} episodes`,
);

const sticky = new RecordEpisodeStatistics(new StickyAction(env, { probability: 0.5 }));
for (let episode = 0; episode < 5; episode += 1) {
  let { observation, info } = sticky.reset(episode === 0 ? { seed } : {});
  while (info.statistics === undefined) {
    ({ observation, info } = sticky.step(act(observation, info)));
  }
}
console.log(`${sticky}: ${sticky.episodes.map((each) => each.return).join(", ")}`);

// checkEnv: passed; warnings ENV-MASK-008, ENV-REACH-002
// right > down > down > right: -4
// 3 slippery copies ended 17, 16, 17 episodes
// RecordEpisodeStatistics<StickyAction<TimeLimit<GridWorldEnv>>>: -4, -4, -6, -6, -6
