/** What a user of the published package writes first; compiled and run against the packed tarball. */
import { createAgent, evaluate, make, train } from "supportdesk-gym";

const env = make("SupportDeskTabular-v1");
const agent = createAgent("q-learning", { actionCount: env.actionSpace.size, seed: 0 });
train({ env, agent, episodes: 300, seed: 0 });

const { tasks, mean } = evaluate({ env, agent });
for (const { taskId, rawScore, steps, actions } of tasks) {
  console.log(taskId, rawScore, steps, actions.join(" "));
}
console.log("mean", mean.rawScore, mean.return);

{
  using lent = make("SupportDeskTabular-v1");
  const { observation, info } = lent.reset({ seed: 1 });
  console.log(observation, info.actionMask?.length === lent.actionSpace.size);
}
env.close();
