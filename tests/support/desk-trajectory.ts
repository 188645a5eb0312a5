import { RandomPolicy } from "../../src/core/random-policy.ts";
import { SupportDeskEnv } from "../../src/supportdesk/env/structured.ts";
import { SupportDeskTabularEnv } from "../../src/supportdesk/env/tabular.ts";
import { heuristicAction } from "../../src/supportdesk/heuristic.ts";

/** Every result of the playbook's episodes, one for each task of a seeded cycle. */
export function heuristicText(seed: number): string {
  const env = new SupportDeskEnv();
  const results: unknown[] = [];
  for (const [index] of env.taskIds.entries()) {
    let { observation } = env.reset(index === 0 ? { seed } : {});
    results.push(observation);
    while (!env.state().done) {
      const result = env.step(heuristicAction(observation));
      results.push(result);
      observation = result.observation;
    }
    results.push(env.state(), env.snapshot());
  }
  return JSON.stringify(results);
}

/** Every result of random episodes in the tabular view, with their keys, actions and masks. */
export function randomText(seed: number, episodes = 12): string {
  const env = new SupportDeskTabularEnv({
    actions: "standard",
    encoder: "full",
    reward: "pbrs",
    discount: 0.9,
  });
  const policy = new RandomPolicy(seed);
  const results: unknown[] = [];
  for (let episode = 0; episode < episodes; episode += 1) {
    const { observation } = env.reset(episode === 0 ? { seed } : {});
    results.push(observation);
    while (!env.state().done) {
      const action = policy.act(observation, env.actionMask());
      results.push(action, env.step(action), Array.from(env.actionMask()).join(""));
    }
    results.push(env.state());
  }
  return JSON.stringify(results);
}
