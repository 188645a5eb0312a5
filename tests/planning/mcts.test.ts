import { describe, expect, it } from "vitest";
import { mcts } from "../../src/planning/mcts.ts";
import { solve } from "../../src/planning/solve.ts";
import { SupportDeskTabularEnv } from "../../src/supportdesk/env/tabular.ts";
import { frozenLake, to, toyModel } from "../support/planning-toys.ts";
import { Corridor, MdpEnv, PAIR } from "../support/toy-envs.ts";

function corridor(task: string): Corridor {
  const env = new Corridor();
  env.reset({ seed: 0, options: { task_id: task } });
  return env;
}

describe("mcts", () => {
  it("finds the way through a corridor and leaves the episode where it was", () => {
    const env = corridor("far");
    const before = env.snapshot();
    const found = mcts(env, { simulations: 400, seed: 1 });
    expect(found.action).toBe(1);
    expect(found.best.return).toBeCloseTo(0.7, 12);
    expect(found.best.actions).toEqual([1, 1, 1]);
    expect(env.snapshot()).toEqual(before);
    expect(env.step(found.action).observation).toBe(2);
  });

  it("gives the same answer for the same seed", () => {
    const search = (seed: number) => mcts(corridor("far"), { simulations: 50, seed });
    expect(search(3)).toEqual(search(3));
    expect(search(3)).not.toEqual(search(4));
  });

  it("plays a task of the desk to its optimum inside the mask", () => {
    const env = new SupportDeskTabularEnv();
    const [task] = env.taskIds;
    env.reset({ seed: 0, options: { task_id: task } });
    let total = 0;
    for (let over = false; !over; ) {
      const { action, visits } = mcts(env, { simulations: 1500, seed: 0 });
      const mask = env.actionMask();
      for (const [index, count] of visits.entries()) if (mask[index] === 0) expect(count).toBe(0);
      const result = env.step(action);
      total += result.reward;
      over = result.terminated;
    }
    expect(total).toBeCloseTo(solve(env.model(task)).optimalReturn, 9);
  });

  it("searches a model with chance in it and comes near its optimum", () => {
    const lake = frozenLake({ slippery: true });
    const found = mcts(lake, { simulations: 4000, discount: 0.99, from: 14 });
    // From the cell left of the goal the best action is down: it slides right, down or left.
    expect(found.action).toBe(1);
    expect(found.visits.reduce((sum, count) => sum + count, 0)).toBe(4000);
  });

  it("weighs what follows by the discount and stops after `maxSteps`", () => {
    const wait = toyModel([[to(1, 0), to(2, 0.6, "terminated")], [to(2, 1, "terminated")], []]);
    expect(mcts(wait, { simulations: 100 }).action).toBe(0);
    expect(mcts(wait, { simulations: 100, discount: 0.5 }).action).toBe(1);
    expect(mcts(wait, { simulations: 100, maxSteps: 1 }).action).toBe(1);
  });

  it("refuses environments whose dice a snapshot would show, and options out of range", () => {
    const dice = new MdpEnv(PAIR);
    dice.reset({ seed: 0 });
    expect(() => mcts(dice)).toThrowError("a snapshot holds the dice");
    const env = corridor("near");
    expect(() => mcts(env, { simulations: 0 })).toThrowError("`simulations` to be an integer >= 1, got 0");
    expect(() => mcts(env, { maxSteps: 0.5 })).toThrowError("`maxSteps` to be an integer >= 1, got 0.5");
    expect(() => mcts(env, { exploration: -1 })).toThrowError("`exploration` >= 0, got -1");
    expect(() => mcts(env, { discount: 2 })).toThrowError("`discount` in [0, 1], got 2");
    expect(() => mcts(env, { seed: -1 })).toThrowError("`seed`");
    expect(() => mcts(new Corridor())).toThrowError("reset()");
    expect(() => mcts(toyModel([[]]))).toThrowError("an allowed action, got none");
  });
});
