import "../../../src/agents/bandits/register.ts";
import { createAgent } from "../../../src/core/agent-registry.ts";
import { describeAgentContract } from "../../support/agent-contract.ts";

for (const name of ["thompson-beta", "thompson-gaussian", "discounted-thompson"]) {
  describeAgentContract(name, ({ actionCount, seed }) => createAgent(name, { actionCount, seed }), {
    kind: "bandit",
  });
}

describeAgentContract(
  "thompson-gaussian with a known variance",
  ({ actionCount, seed }) => createAgent("thompson-gaussian", { actionCount, seed, variance: 0.25 }),
  { kind: "bandit" },
);
