import "../../../src/agents/bandits/register.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { describeAgentContract } from "../../support/agent-contract.ts";

/** Bandits with schedules, which need to know how long they learn. */
const SCHEDULED = ["optimistic-greedy", "softmax", "gradient-bandit"];
const OTHERS = [
  ...["explore-then-commit", "ucb1", "ucb1-tuned", "kl-ucb", "exp3", "sliding-window-ucb", "discounted-ucb"],
  ...["successive-elimination", "successive-halving"],
];

for (const name of SCHEDULED) {
  describeAgentContract(name, (setup) => createAgent(name, { ...setup }), { kind: "bandit" });
}

for (const name of OTHERS) {
  describeAgentContract(name, ({ actionCount, seed }) => createAgent(name, { actionCount, seed }), {
    kind: "bandit",
  });
}

describeAgentContract(
  "sliding-window-ucb that forgets within an episode",
  ({ actionCount, seed }) => createAgent("sliding-window-ucb", { actionCount, seed, window: 7 }),
  { kind: "bandit" },
);
