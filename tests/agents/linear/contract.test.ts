import "../../../src/agents/linear/register.ts";
import type { FeatureVector } from "../../../src/agents/linear/context.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { describeAgent } from "../../../src/testing/describe-agent.ts";
import { oneHot } from "./one-hot.ts";

const SETTINGS: readonly (readonly [name: string, given: Record<string, unknown>])[] = [
  ["linear-q-learning", { epsilon: 0.3 }],
  ["linear-sarsa", { epsilon: 0.3 }],
  ["linear-expected-sarsa", { exploration: "boltzmann", temperature: 0.5 }],
];

for (const [name, given] of SETTINGS) {
  describeAgent<FeatureVector>(name, (setup) => createAgent<FeatureVector>(name, { ...setup, ...given }), {
    contexts: oneHot,
  });
}
