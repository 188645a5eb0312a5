import { AGENT_STATE_SCHEMA } from "../../agent-registry.ts";
import type { AgentCheck } from "./trial.ts";
import { USUAL } from "./trial.ts";

const identity: AgentCheck = {
  code: "AGENT-API-001",
  severity: "error",
  title: "says what it is: its name, its actions and its γ",
  hint: "Give `name`, `actionCount` and `discount` as the agent was made, γ = 0 for a bandit, and save under that name.",
  run: (trial, report) => {
    for (const discount of [0.9, 0.5]) {
      const agent = trial.make({ ...USUAL, discount });
      const { schema, name } = agent.toJSON();
      const expected: Record<string, readonly [got: unknown, expected: unknown]> = {
        name: [typeof agent.name === "string" && agent.name !== "", true],
        actionCount: [agent.actionCount, USUAL.actionCount],
        discount: [agent.discount, trial.kind === "bandit" ? 0 : discount],
        "toJSON().name": [name, agent.name],
        "toJSON().schema": [schema, AGENT_STATE_SCHEMA],
      };
      for (const [path, [got, wanted]] of Object.entries(expected)) {
        if (got !== wanted) report({ path, expected: String(wanted), got });
      }
    }
  },
};

/** Checks of what an agent says about itself. */
export const INTERFACE_CHECKS: readonly AgentCheck[] = [identity];
