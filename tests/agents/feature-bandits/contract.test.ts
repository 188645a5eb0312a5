import "../../../src/agents/feature-bandits/register.ts";
import type { FeatureVector } from "../../../src/agents/linear/context.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { describeAgent } from "../../../src/testing/describe-agent.ts";
import { oneHot } from "../linear/one-hot.ts";

const SETTINGS: readonly (readonly [title: string, name: string, given: Record<string, unknown>])[] = [
  ["LinUCB", "linucb", {}],
  ["LinUCB with a shared part", "linucb-hybrid", {}],
  ["linear Thompson sampling with a narrow posterior", "lints", { alpha: 0.2 }],
  ["linear Thompson sampling without uncertainty", "lints", { alpha: 0 }],
  ["LinGreedy", "lingreedy", { epsilon: 0.3, horizon: 20 }],
  ["a bag", "bag", { models: 5 }],
  ["a greedified bag", "bag", { models: 3, greedify: true, epsilon: 0.1 }],
  ["SquareCB", "squarecb", {}],
];

for (const [title, name, given] of SETTINGS) {
  describeAgent<FeatureVector>(
    title,
    ({ actionCount, seed }) => createAgent<FeatureVector>(name, { actionCount, seed, ...given }),
    { kind: "bandit", contexts: oneHot },
  );
}
