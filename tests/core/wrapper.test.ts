import { describe, expect, it } from "vitest";
import { EnvSpec } from "../../src/core/env-spec.ts";
import { Wrapper } from "../../src/core/wrapper.ts";
import { CounterEnv, type CounterObservation } from "../support/counter-env.ts";

class Plain extends Wrapper<CounterObservation, number> {}
class Inverted extends Wrapper<CounterObservation, number> {
  override step(action: number): ReturnType<Plain["step"]> {
    return super.step(1 - action);
  }
}

describe("a wrapper", () => {
  it("hands on what it does not change", () => {
    const inner = new CounterEnv(new EnvSpec("Counter-v1"));
    const env = new Plain(inner);
    expect(env.observationSpace).toBe(inner.observationSpace);
    expect(env.actionSpace).toBe(inner.actionSpace);
    expect(env.spec).toBe(inner.spec);
    expect(env.metadata).toBe(inner.metadata);
    expect(env.taskIds).toBe(inner.taskIds);
    expect(env.actionMask()).toEqual(inner.actionMask());
    expect(env.render()).toBeUndefined();
  });

  it("plays the same episode as what it wraps", () => {
    const env = new Plain(new CounterEnv());
    const bare = new CounterEnv();
    const options = { seed: 4, options: { start: 1 } };
    expect(env.reset(options)).toEqual(bare.reset(options));
    expect(env.step(1)).toEqual(bare.step(1));
    expect(env.snapshot()).toEqual(bare.snapshot());
  });

  it("changes only what it overrides", () => {
    const env = new Inverted(new Plain(new CounterEnv()));
    env.reset();
    expect(env.step(0).observation.count).toBe(1);
    expect(env.step(1).observation.count).toBe(1);
  });

  it("restores the wrapped episode", () => {
    const env = new Plain(new CounterEnv());
    env.reset({ seed: 1 });
    const snapshot = env.snapshot();
    const first = env.step(1);
    env.restore(snapshot);
    expect(env.step(1)).toEqual(first);
  });

  it("closes what it wraps, also at the end of a `using` block", () => {
    const inner = new CounterEnv();
    new Plain(inner)[Symbol.dispose]();
    expect(() => inner.reset()).toThrowError(expect.objectContaining({ code: "ENV_CLOSED" }));
  });

  it("leads to the innermost environment", () => {
    const inner = new CounterEnv();
    expect(new Inverted(new Plain(inner)).unwrapped).toBe(inner);
  });

  it("prints the stack from the outside in", () => {
    expect(String(new Inverted(new Plain(new CounterEnv())))).toBe("Inverted<Plain<CounterEnv>>");
  });

  it("offers no model of its own", () => {
    expect("model" in new Plain(new CounterEnv())).toBe(false);
  });
});
