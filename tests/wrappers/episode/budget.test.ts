import { describe, expect, it } from "vitest";
import { Budget } from "../../../src/wrappers/episode/budget.ts";
import { ModelEnv } from "../../support/model-env.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "Budget",
  wrap: (inner) => new Budget(inner, { costs: { stay: 1, leap: 2 }, limit: 30 }),
});

describe("a budget", () => {
  it("tells what actions cost by name, apart from the reward", () => {
    const [env, walk] = [new Budget(new WalkEnv(), { costs: { stay: 1, leap: 2.5 } }), new WalkEnv()];
    walk.reset({ seed: 1 });
    expect(env.reset({ seed: 1 }).info).toMatchObject({ cost: 0, episodeCost: 0 });
    expect(env.step(3).info).toMatchObject({ cost: 2.5, episodeCost: 2.5 });
    walk.step(3);
    const step = env.step(1);
    expect(step.info).toMatchObject({ cost: 1, episodeCost: 3.5 });
    expect(step.reward).toBe(walk.step(1).reward);
    expect(env.step(2).info).toMatchObject({ cost: 0, episodeCost: 3.5 });
    expect(env.reset().info.episodeCost).toBe(0);
    expect(env.changesTask).toBe(false);
  });

  it("takes the cost from a function of action and result", () => {
    const costs = (action: number, { reward }: { readonly reward: number }) => action + reward;
    const env = new Budget(new ScriptedEnv([3, 4]), { costs });
    env.reset();
    expect(env.step(1).info.cost).toBe(4);
  });

  it.each([
    ["truncate", { terminated: false, truncated: true }],
    ["terminate", { terminated: true, truncated: false }],
  ] as const)("can %s the episode once its cost is not below the limit", (atLimit, flags) => {
    const env = new Budget(new ScriptedEnv([0, 0, 0, 0]), { costs: { 0: 1 }, limit: 2, atLimit });
    env.reset();
    expect(env.step(0)).toMatchObject({ terminated: false, truncated: false });
    expect(env.step(0)).toMatchObject(flags);
    expect(() => env.step(0)).toThrowError("The episode has ended");
    env.reset();
    expect(env.step(0)).toMatchObject({ terminated: false, truncated: false });
    expect(env.changesTask).toBe(true);
  });

  it("remembers what is spent in a snapshot", () => {
    const make = () => new Budget(new ScriptedEnv([0, 0, 0]), { costs: { 1: 1 }, limit: 2 });
    const [env, other] = [make(), make()];
    env.reset();
    env.step(1);
    other.restore(JSON.parse(JSON.stringify(env.snapshot())));
    expect(other.step(1)).toMatchObject({ truncated: true, info: { episodeCost: 2 } });
  });

  it("leaves the model of the environment as it is, unless a limit changes it", () => {
    expect(new Budget(new ModelEnv(), { costs: { go: 1 } }).model?.().initial()).toHaveLength(1);
    expect(new Budget(new ModelEnv(), { costs: { go: 1 }, limit: 1 }).model).toBeUndefined();
  });

  it("is refused for unknown actions, costs below 0 and a limit that makes no sense", () => {
    const walk = new WalkEnv();
    expect(() => new Budget(walk, { costs: { leep: 1 } })).toThrowError('Did you mean "leap"?');
    expect(() => new Budget(walk, { costs: { leap: -1 } })).toThrowError("costs.leap");
    expect(() => new Budget(walk, { costs: {}, limit: Number.NaN })).toThrowError("limit");
    // @ts-expect-error: there is no such end.
    expect(() => new Budget(walk, { costs: {}, atLimit: "stop" })).toThrowError("atLimit");
    const env = new Budget(walk, { costs: () => Number.NaN });
    env.reset();
    expect(() => env.step(1)).toThrowError("`cost`");
  });
});
