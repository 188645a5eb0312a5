/**
 * Which agent learns the desk, and how fast? All agents share their seeds, so each seed is a pair and the differences
 * are taken seed by seed. `supportdesk compare` does this at length, with curves and the exact optimum.
 *
 *   npx tsx examples/compare-agents.ts [seeds] [episodes]
 */
import { createAgent, make, train } from "supportdesk-gym";

const seeds = Number(process.argv[2] ?? 3);
const episodes = Number(process.argv[3] ?? 5_000);
const names = ["q-learning", "sarsa", "double-q-learning", "n-step-sarsa", "watkins-q-lambda", "monte-carlo"];

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const results = names.map((name) => {
  const runs = Array.from({ length: seeds }, (_, seed) => {
    const env = make("SupportDeskTabular-v1");
    const agent = createAgent(name, { actionCount: env.actionSpace.n, seed, horizon: episodes });
    const { curve, evaluation } = train({ env, agent, episodes, seed, evaluateEvery: episodes / 50 });
    return { final: evaluation.mean.rawScore ?? 0, height: mean(curve.map((point) => point.greedyRaw ?? 0)) };
  });
  return { name, final: runs.map((run) => run.final), height: mean(runs.map((run) => run.height)) };
});

const baseline = results[0]?.final ?? [];
console.log(
  "agent              mean raw  worst seed  at 1.00  curve height  difference to q-learning, by seed",
);
for (const { name, final, height } of results) {
  const differences = final.map((raw, seed) => (raw - (baseline[seed] ?? 0)).toFixed(3).padStart(7));
  console.log(
    name.padEnd(18),
    mean(final).toFixed(3).padStart(8),
    Math.min(...final)
      .toFixed(3)
      .padStart(11),
    `${final.filter((raw) => raw > 1 - 1e-9).length} of ${seeds}`.padStart(8),
    height.toFixed(3).padStart(13),
    "",
    ...differences,
  );
}

// agent              mean raw  worst seed  at 1.00  curve height  difference to q-learning, by seed
// q-learning            0.975       0.925   2 of 3         0.935    0.000   0.000   0.000
// sarsa                 0.992       0.975   2 of 3         0.962   -0.025   0.075   0.000
// double-q-learning     0.983       0.975   1 of 3         0.973    0.000   0.050  -0.025
// n-step-sarsa          0.986       0.975   1 of 3         0.961    0.000   0.058  -0.025
// watkins-q-lambda      0.992       0.975   2 of 3         0.936   -0.025   0.075   0.000
// monte-carlo           0.973       0.969   0 of 3         0.938   -0.025   0.044  -0.025
