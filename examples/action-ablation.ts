/**
 * What does each part of the action library contribute? The same agent with actions taken away or added.
 * Taking a needed action away lowers what can be reached at all; adding useless ones only slows learning.
 *
 *   npx tsx examples/action-ablation.ts [seeds] [episodes]
 */
import { actionLibrary, createAgent, make, train } from "supportdesk-gym";

const seeds = Number(process.argv[2] ?? 5);
const episodes = Number(process.argv[3] ?? 10_000);
const minimal = actionLibrary("minimal");

const variants = [
  minimal,
  minimal.remove("request:missing", "request:billing_ref"),
  minimal.remove("wait"),
  minimal.remove("notes"),
  minimal.add("reply:handoff", "note:routing"),
  minimal.addBogus(8),
  minimal.permute(1),
];

console.log("library                                      actions  mean raw  worst seed");
for (const actions of variants) {
  const scores = Array.from({ length: seeds }, (_, seed) => {
    const env = make("SupportDeskTabular-v1", { actions });
    const agent = createAgent("q-learning", { actionCount: actions.size, seed, horizon: episodes });
    return train({ env, agent, episodes, seed, evaluateEvery: 0 }).evaluation.mean.rawScore ?? 0;
  });
  const mean = scores.reduce((sum, score) => sum + score, 0) / seeds;
  console.log(
    actions.name.padEnd(44),
    String(actions.size).padStart(7),
    mean.toFixed(3).padStart(9),
    Math.min(...scores)
      .toFixed(3)
      .padStart(11),
  );
}

// library                                      actions  mean raw  worst seed
// minimal                                           24     1.000       1.000
// minimal~request:missing~request:billing_ref       22     1.000       1.000
// minimal~wait                                      23     1.000       1.000
// minimal~notes                                     19     0.900       0.900
// minimal+reply:handoff+note:routing                26     1.000       1.000
// minimal+bogus8                                    32     0.997       0.983
// minimal+permute1                                  24     1.000       1.000
