import { describe, expect, it } from "vitest";
import "../../../src/agents/one-step/register.ts";
import { agentFromJSON, createAgent } from "../../../src/core/agent-registry.ts";
import type { Mask } from "../../../src/core/mask.ts";
import { createRng, type Rng } from "../../../src/core/random.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import { train } from "../../../src/training/train.ts";
import { describeAgentContract } from "../../support/agent-contract.ts";
import { GOLDEN_WALK } from "../../support/golden-walk.ts";
import { initialisedAgent } from "../../support/initialised-agent.ts";
import { type Move, ToyEnv } from "../../support/toy-envs.ts";

const HALF = { stepSize: 0.5, epsilon: 0.5 };

describeAgentContract(
  "Double Q-learning",
  (setup) => createAgent("double-q-learning", { ...setup, ...HALF }),
  {
    initialised: (values, setup) =>
      initialisedAgent(createAgent("double-q-learning", { ...setup, ...HALF }), values),
  },
);

/** The tables that updates take which draw nothing but their coin. */
function coins(rng: Rng, count: number): string {
  return Array.from({ length: count }, () => (rng.next() < 0.5 ? "A" : "B")).join("");
}

describe("double Q-learning", () => {
  it("lets the other table value the choice of the table that is updated, worked out by hand", () => {
    // Every row is learned in both actions first, so that nothing ties and each update draws its coin only.
    const seed = Array.from({ length: 1e4 }, (_, each) => each).find(
      (each) => coins(createRng(each).fork("agent"), 12) === "ABABABABABAB",
    );
    const agent = createAgent("double-q-learning", {
      ...{ actionCount: 2, seed: seed ?? 0, discount: 0.5, ...HALF },
    });
    const [step, , , , , last] = GOLDEN_WALK;
    if (step === undefined || last === undefined || seed === undefined) throw new Error("no such seed");
    const end = { ...step, terminated: true };
    agent.learn({ ...end, context: 1, action: 0, reward: 8 }); // A(1, 0) = 4
    agent.learn({ ...end, context: 1, action: 0, reward: 2 }); // B(1, 0) = 1
    agent.learn({ ...end, context: 1, action: 1, reward: 4 }); // A(1, 1) = 2
    agent.learn({ ...end, context: 1, action: 1, reward: 12 }); // B(1, 1) = 6
    expect(agent.explain(1).values).toEqual([2.5, 4]);
    agent.learn({ ...step, reward: 1 }); // A prefers 0, which B values 1: A(0, 0) = ½ (1 + ½ · 1)
    expect(agent.explain(0).values).toEqual([0.375, 0]);
    agent.learn({ ...step, reward: 1 }); // B prefers 1, which A values 2: B(0, 0) = ½ (1 + ½ · 2)
    expect(agent.explain(0).values).toEqual([0.875, 0]);
    agent.learn({ ...last, reward: 1 }); // truncated: A prefers 0, which B values 1: A(1, 0) = 4 + ½ (1 + ½ · 1 − 4)
    expect(agent.explain(1).values).toEqual([1.875, 4]);
    agent.learn({ ...end, action: 1, reward: -2 }); // B(0, 1) = −1
    expect(agent.explain(0).values).toEqual([0.875, -0.5]);
    expect(agent.explain(1).counts).toEqual([3, 2]);
  });

  it("counts the visits of the table that it updates for a step size of 1 / n", () => {
    const agent = createAgent("double-q-learning", { actionCount: 2, stepSize: "visits(1)" });
    const [step] = GOLDEN_WALK;
    if (step === undefined) throw new Error("the walk is empty");
    for (let time = 0; time < 40; time += 1) agent.learn({ ...step, reward: 6, terminated: true });
    expect(agent.explain(0)).toEqual({ values: [6, 0], counts: [40, 0], greedy: [0] });
  });

  it("refuses a mean that is not that of its tables", () => {
    const agent = createAgent("double-q-learning", { actionCount: 2 });
    for (const step of GOLDEN_WALK) agent.learn(step);
    const saved = JSON.parse(JSON.stringify(agent));
    saved.state.table.values[0][0] += 1;
    expect(() => agentFromJSON(saved)).toThrow("the mean of both tables");
    saved.state.extra.first.values.pop();
    expect(() => agentFromJSON(saved)).toThrow("extra.first.values");
  });

  it("is misled less than Q-learning by rewards that are noise around a loss (Sutton & Barto, example 6.7)", () => {
    const share = (name: string): number => {
      const lefts = Array.from({ length: 150 }, (_, seed) => {
        const env = new NoisyDetour();
        const agent = createAgent(name, { actionCount: 10, seed, stepSize: 0.1, epsilon: 0.1 });
        train({ env, agent, seed, episodes: 100, evaluateEvery: 0 });
        return env.detours;
      });
      return lefts.reduce((sum, count) => sum + count, 0) / (150 * 100);
    };
    const [plain, double] = [share("q-learning"), share("double-q-learning")];
    expect(plain).toBeGreaterThan(0.3);
    expect(double).toBeLessThan(plain - 0.1);
  });
});

/** From row 0, action 1 ends with 0; action 0 leads to row 1, whose ten actions end with a reward of N(−0.1, 1). */
class NoisyDetour extends ToyEnv {
  readonly observationSpace = new Discrete(2);
  readonly actionSpace = new Discrete(10);
  override readonly metadata = { renderModes: [], stochastic: true };
  detours = 0;

  protected override start(): number {
    return 0;
  }

  protected override move(state: number, action: number): Move {
    if (state === 0 && action === 0) {
      this.detours += 1;
      return { next: 1, reward: 0, terminated: false };
    }
    return { next: state, reward: state === 0 ? 0 : -0.1 + normal(this.rng), terminated: true };
  }

  protected override mask(state: number): Mask {
    return Uint8Array.from({ length: 10 }, (_, action) => Number(state === 1 || action < 2));
  }
}

/** A standard normal draw (Box & Muller). */
function normal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.next())) * Math.cos(2 * Math.PI * rng.next());
}
