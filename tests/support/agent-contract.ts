import type { Agent } from "../../src/core/agent.ts";
import type { AgentCheckSetup, CheckAgentOptions } from "../../src/core/checks/check-agent.ts";
import { describeAgent } from "../../src/testing/describe-agent.ts";

/** Makes an agent of the library; a bandit is given no discount, which it would refuse. */
export type MakeLibraryAgent = (
  setup: Omit<AgentCheckSetup, "discount"> & Partial<Pick<AgentCheckSetup, "discount">>,
) => Agent;

/** What every agent of the library over table rows must do, whatever it learns. */
export function describeAgentContract(
  name: string,
  makeAgent: MakeLibraryAgent,
  options: CheckAgentOptions = {},
): void {
  const withoutDiscount = ({ actionCount, seed, horizon }: AgentCheckSetup): Agent =>
    makeAgent({ actionCount, seed, horizon });
  describeAgent(name, options.kind === "bandit" ? withoutDiscount : makeAgent, options);
}
