/**
 * Does the reward change what is learned? Five reward modes, the same agent and seeds; the outcome is always the
 * unshaped raw score of the greedy policy, never the reward that was trained on.
 *
 *   npx tsx examples/reward-shaping.ts [seeds] [episodes]
 */
import { createAgent, make, REWARD_MODES, train } from "supportdesk-gym";

const seeds = Number(process.argv[2] ?? 5);
const episodes = Number(process.argv[3] ?? 20_000);

console.log("reward            half-way  final  worst seed  seeds at 1.00");
for (const reward of REWARD_MODES) {
  const runs = Array.from({ length: seeds }, (_, seed) => {
    const env = make("SupportDeskTabular-v1", { reward });
    const agent = createAgent("q-learning", { actionCount: env.actionSpace.n, seed, horizon: episodes });
    return train({ env, agent, episodes, seed, evaluateEvery: episodes / 2 }).curve.map(
      (point) => point.greedyRaw ?? 0,
    );
  });
  const mean = (point: number) => runs.reduce((sum, run) => sum + (run[point] ?? 0), 0) / seeds;
  const final = runs.map((run) => run.at(-1) ?? 0);
  const solved = final.filter((raw) => raw === 1).length;
  console.log(
    reward.padEnd(17),
    mean(0).toFixed(3).padStart(8),
    mean(1).toFixed(3).padStart(6),
    Math.min(...final)
      .toFixed(3)
      .padStart(11),
    `${solved} of ${seeds}`.padStart(14),
  );
}

// reward            half-way  final  worst seed  seeds at 1.00
// delta                1.000  1.000       1.000         5 of 5
// sparse               0.485  0.525       0.430         0 of 5
// pbrs                 1.000  1.000       1.000         5 of 5
// milestone            0.970  0.963       0.963         0 of 5
// delta-no-penalty     1.000  1.000       1.000         5 of 5
