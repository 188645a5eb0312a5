import { createAgent } from "../../src/core/agent-registry.ts";
import { Discrete } from "../../src/core/spaces/discrete.ts";
import { train } from "../../src/training/train.ts";
import { type Move, ToyEnv } from "./toy-envs.ts";

/** Cells 0 to 3; action 1 goes right, 0 stays; a step costs 1 and entering cell 3 pays and ends. */
class PayingCorridor extends ToyEnv {
  readonly observationSpace = new Discrete(4);
  readonly actionSpace = new Discrete(2);
  protected override readonly stepLimit = 50;
  readonly #pay: number;

  constructor(pay: number) {
    super();
    this.#pay = pay;
  }

  protected override start(): number {
    return 0;
  }

  protected override move(state: number, action: number): Move {
    const next = state + action;
    return { next, reward: next === 3 ? this.#pay : -1, terminated: next === 3 };
  }
}

/** What an agent believes of the step that ends a corridor, after learning with a final reward of `pay`. */
export function valueOfEnd(name: string, pay: number): number {
  const agent = createAgent(name, { actionCount: 2, discount: 1, epsilon: 0.3 });
  train({ env: new PayingCorridor(pay), agent, episodes: 300, evaluateEvery: 0 });
  return agent.explain(2).values[1] ?? 0;
}
