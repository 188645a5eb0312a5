import { describe, expect, it } from "vitest";
import type { Agent, SavedAgent } from "../../src/core/agent.ts";
import {
  AGENT_STATE_SCHEMA,
  type AgentSetup,
  agentFromJSON,
  createAgent,
  createPolicy,
  findPlayer,
  listPlayers,
  registerAgent,
} from "../../src/core/agent-registry.ts";
import { numberParameter } from "../../src/core/parameters.ts";
import { RandomPolicy } from "../../src/core/random-policy.ts";

/** A learner that always plays its last action and remembers how it was built. */
class LastAction implements Agent {
  readonly name = "last-action";
  readonly discount = 1;
  readonly actionCount: number;
  readonly setup: AgentSetup;

  constructor(setup: AgentSetup) {
    this.setup = setup;
    this.actionCount = setup.actionCount;
  }

  act(): { readonly action: number; readonly propensity: number } {
    return { action: this.actionCount - 1, propensity: 1 };
  }

  actGreedily(): number {
    return this.actionCount - 1;
  }

  learn(): void {}

  explain(): { readonly values: number[]; readonly counts: number[]; readonly greedy: number[] } {
    return { values: [], counts: [], greedy: [] };
  }

  toJSON(): SavedAgent {
    const { actionCount, seed, hyperparameters } = this.setup;
    return { schema: AGENT_STATE_SCHEMA, name: this.name, hyperparameters, state: { actionCount, seed } };
  }
}

const described = { family: "test", summary: "plays its last action", source: "tests" };
const parameters = [numberParameter({ name: "stepSize", default: 0.1, min: 0, max: 1, meaning: "α" })];

registerAgent("last-action", {
  ...described,
  kind: "agent",
  parameters,
  create: (setup) => new LastAction(setup),
  restore: ({ hyperparameters, state }) =>
    new LastAction({ ...(state as { actionCount: number; seed: number }), hyperparameters }),
});

describe("registerAgent", () => {
  it("refuses a name that is taken", () => {
    expect(() => registerAgent("random", findPlayer("random"))).toThrowError(
      expect.objectContaining({ code: "REGISTRATION", message: 'The agent "random" is registered already.' }),
    );
  });

  it.each(["QLearning", "q_learning", "-q", "q-", "q--learning", ""])("refuses the name %j", (name) => {
    expect(() => registerAgent(name, findPlayer("random"))).toThrowError(
      expect.objectContaining({
        code: "REGISTRATION",
        message: `Expected a kebab-case agent name, got "${name}".`,
      }),
    );
  });

  it("lists players by name in order of registration", () => {
    expect(listPlayers().map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      "policy random",
      "agent last-action",
    ]);
  });
});

describe("createAgent", () => {
  it("builds a learner with its defaults", () => {
    const agent = createAgent("last-action", { actionCount: 3 }) as LastAction;
    expect(agent.setup).toEqual({ actionCount: 3, seed: 0, hyperparameters: { stepSize: 0.1 } });
  });

  it("hands over the seed and the hyperparameters", () => {
    const agent = createAgent("last-action", { actionCount: 3, seed: 7, stepSize: "0.5" }) as LastAction;
    expect(agent.setup).toEqual({ actionCount: 3, seed: 7, hyperparameters: { stepSize: 0.5 } });
  });

  it("suggests a learner for an unknown name", () => {
    expect(() => createAgent("last-acton", { actionCount: 3 })).toThrowError(
      'Unknown agent "last-acton". Did you mean "last-action"? Allowed: last-action.',
    );
  });

  it("refuses a scripted policy and says what can learn", () => {
    expect(() => createAgent("random", { actionCount: 3 })).toThrowError(
      '"random" is scripted and cannot be trained. Allowed: last-action.',
    );
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53])("refuses %d actions", (actionCount) => {
    expect(() => createAgent("last-action", { actionCount })).toThrowError(
      `Expected \`actionCount\` to be an integer in [1, 1000000], got ${actionCount}.`,
    );
  });

  it("refuses a seed or hyperparameter that is not allowed", () => {
    expect(() => createAgent("last-action", { actionCount: 3, seed: -1 })).toThrowError(/^Expected `seed`/);
    expect(() => createAgent("last-action", { actionCount: 3, stepSize: 2 })).toThrowError(
      "Expected `stepSize` in [0, 1], got 2.",
    );
    expect(() => createAgent("last-action", { actionCount: 3, stepsize: 0.2 })).toThrowError(
      'Unknown hyperparameter of last-action "stepsize". Did you mean "stepSize"? Allowed: stepSize.',
    );
  });
});

describe("createPolicy", () => {
  it("builds a scripted policy", () => {
    expect(createPolicy("random", { seed: 1 })).toBeInstanceOf(RandomPolicy);
    expect(createPolicy("random").name).toBe("random");
  });

  it("refuses a learner, an unknown name and a bad seed", () => {
    expect(() => createPolicy("last-action")).toThrowError(
      '"last-action" learns: train it first, or build it with `createAgent`.',
    );
    expect(() => createPolicy("randon")).toThrowError(/Did you mean "random"\?/);
    expect(() => createPolicy("random", { seed: 0.5 })).toThrowError(/^Expected `seed`/);
  });
});

describe("agentFromJSON", () => {
  const saved = createAgent("last-action", { actionCount: 3, seed: 7 }).toJSON();

  it("rebuilds a saved learner", () => {
    expect(agentFromJSON(JSON.parse(JSON.stringify(saved)) as SavedAgent).toJSON()).toEqual(saved);
  });

  it("refuses another layout, another learner and hyperparameters that are not allowed", () => {
    expect(() => agentFromJSON({ ...saved, schema: "supportdesk.agent-state/0" })).toThrowError(
      expect.objectContaining({
        code: "BAD_SNAPSHOT",
        message:
          'Expected a saved agent with schema "supportdesk.agent-state/1", got "supportdesk.agent-state/0".',
      }),
    );
    expect(() => agentFromJSON(null as never)).toThrowError(
      "Expected a saved agent, as `toJSON()` gives it, got null.",
    );
    expect(() => agentFromJSON({ ...saved, name: 3 as never })).toThrowError(
      "Expected the `name` of a saved agent as text, got 3.",
    );
    expect(() => agentFromJSON({ ...saved, name: "random" })).toThrowError(/scripted/);
    expect(() => agentFromJSON({ ...saved, hyperparameters: { stepSize: 2 } })).toThrowError(/stepSize/);
  });
});
