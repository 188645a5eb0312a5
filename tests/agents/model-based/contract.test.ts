import "../../../src/agents/model-based/register.ts";
import type { Agent } from "../../../src/core/agent.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import type { AgentCheckSetup } from "../../../src/core/checks/check-agent.ts";
import { describeAgentContract, type MakeLibraryAgent } from "../../support/agent-contract.ts";
import "../../../src/agents/register.ts";

/** Agents that explore by ε and have schedules. */
const EXPLORING = [
  "dyna-q",
  "dyna-q-plus",
  "prioritized-sweeping",
  "count-bonus-q-learning",
  "batch-q-learning",
];

/** Agents that are greedy by optimism and have no schedules. */
const OPTIMISTIC = ["r-max", "mbie-eb", "ucbvi", "ucb-h", "psrl"];

const withoutHorizon =
  (name: string): MakeLibraryAgent =>
  ({ horizon: _, ...setup }) =>
    createAgent(name, { ...setup });

for (const name of EXPLORING) {
  describeAgentContract(name, (setup) => createAgent(name, { ...setup, epsilon: 0.3 }));
}
for (const name of OPTIMISTIC) describeAgentContract(name, withoutHorizon(name));

const ucbviBernstein = ({ horizon: _, ...setup }: AgentCheckSetup): Agent =>
  createAgent("ucbvi", { ...setup, bonusType: "bernstein" });
describeAgentContract("ucbvi with Bernstein bonuses", ucbviBernstein as MakeLibraryAgent);

describeAgentContract(
  "dyna-q without planning",
  (setup) => createAgent("dyna-q", { ...setup, planningSteps: 0 }),
  {
    initialValue: (initialValue, setup) =>
      createAgent("dyna-q", { ...setup, planningSteps: 0, initialValue }),
    equals: [
      {
        title: "Dyna-Q without planning is Q-learning",
        left: (setup) => createAgent("dyna-q", { ...setup, planningSteps: 0 }),
        right: (setup) => createAgent("q-learning", { ...setup }),
      },
      {
        title: "replay of nothing is Q-learning",
        left: (setup) => createAgent("dyna-q", { ...setup, planningSteps: 0 }),
        right: (setup) => createAgent("dyna-q", { ...setup, planningSteps: 0, recall: "latest" }),
      },
    ],
  },
);
