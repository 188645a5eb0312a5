import { firstDifference } from "../difference.ts";
import { ambientReads } from "./ambient.ts";
import { playSteps } from "./toy-world.ts";
import { type AgentCheck, type AgentTrial, experienced, textOf, USUAL, worldOf } from "./trial.ts";

const same: AgentCheck = {
  code: "AGENT-SEED-001",
  severity: "error",
  title: "learns the same from the same seed",
  hint: "Draw from a stream of the agent's seed only, and share nothing between agents.",
  run: (trial, report) => {
    const [first, second] = [experienced(trial, { seed: 7 }), experienced(trial, { seed: 7 })];
    const found = firstDifference(first.toJSON(), second.toJSON());
    if (found !== undefined) report({ ...found, path: `toJSON()${found.path}` });
  },
};

const different: AgentCheck = {
  code: "AGENT-SEED-002",
  severity: "error",
  title: "makes other choices from another seed",
  hint: "Derive the agent's stream from `seed`.",
  run: (trial, report) => {
    const [first, second] = [choices(trial, 7), choices(trial, 8)];
    if (first !== second) return;
    report({ path: "the first 50 choices of seeds 7 and 8", expected: "different ones", got: first });
  },
};

const ambient: AgentCheck = {
  code: "AGENT-SEED-003",
  severity: "error",
  title: "reads neither the clock nor random numbers of the system",
  hint: "Take a seed instead, and draw from `createRng(seed)`.",
  run: (trial, report) => {
    const reads = ambientReads(() => {
      const agent = experienced(trial);
      agent.actGreedily(trial.contexts(0), new Uint8Array(USUAL.actionCount).fill(1));
      agent.explain(trial.contexts(0));
      trial.restore(JSON.parse(textOf(agent)));
    });
    for (const source of reads) report({ path: source, expected: "no use", got: "a call" });
  },
};

/** Checks of reproducibility. */
export const SEED_CHECKS: readonly AgentCheck[] = [same, different, ambient];

function choices(trial: AgentTrial, seed: number): string {
  const agent = trial.make({ ...USUAL, seed });
  return playSteps(agent, worldOf(trial), 50)
    .map(({ action }) => action)
    .join(" ");
}
