import { describe, expect, expectTypeOf, it } from "vitest";
import { EnvSpec } from "../../src/core/env-spec.ts";
import type { JsonValue } from "../../src/core/json.ts";
import { findWrapper, Wrapper } from "../../src/core/wrapper.ts";
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

class Labelled extends Wrapper<CounterObservation, number> {
  override readonly changesTask = true;
}
class Counting extends Wrapper<CounterObservation, number> {
  steps = 0;

  constructor(inner: Wrapper<CounterObservation, number>["inner"], name: string) {
    super(inner, { name });
  }

  override step(action: number): ReturnType<Plain["step"]> {
    this.steps += 1;
    return super.step(action);
  }

  protected override saveState(): JsonValue {
    return this.steps;
  }

  protected override loadState(saved: JsonValue): void {
    this.steps = Number(saved);
  }
}

describe("a stack of wrappers", () => {
  const make = (): Labelled =>
    new Labelled(new Counting(new Plain(new CounterEnv(new EnvSpec("Counter-v1"))), "one"));

  it("is listed in the spec from the inside out, without wrappers that record nothing and leave the task alone", () => {
    expect(make().spec?.toJSON()).toEqual({
      ...{ id: "Counter-v1", kwargs: {} },
      wrappers: [
        { name: "Counting", kwargs: { name: "one" }, changesTask: false },
        { name: "Labelled", changesTask: true },
      ],
    });
  });

  it("leaves the spec of what it wraps as it was, and has none where that has none", () => {
    const env = make();
    expect(env.spec).toBe(env.spec);
    expect((env.inner as Counting).inner.spec?.wrappers).toEqual([]);
    expect(new Labelled(new CounterEnv()).spec).toBeUndefined();
  });

  it("keeps what its options were when it was made", () => {
    const env = new Counting(new CounterEnv(), "one");
    expect(Object.isFrozen(env.kwargs)).toBe(true);
    expect(new Plain(new CounterEnv()).kwargs).toBeUndefined();
  });

  it("can be searched for a class; the outermost is found", () => {
    const inner = new Counting(new CounterEnv(), "inner");
    const outer = new Counting(new Plain(inner), "outer");
    const env = new Labelled(outer);
    expect(findWrapper(env, Counting)).toBe(outer);
    expect(findWrapper(outer.inner, Counting)).toBe(inner);
    expect(findWrapper(env, Inverted)).toBeUndefined();
    expect(findWrapper(new CounterEnv(), Counting)).toBeUndefined();
    expectTypeOf(findWrapper(env, Counting)).toEqualTypeOf<Counting | undefined>();
  });

  it("saves and restores the state of each, and only with a snapshot of an equal stack", () => {
    const env = make();
    env.reset({ seed: 1 });
    env.step(1);
    const snapshot = env.snapshot();
    env.step(1);
    env.restore(snapshot);
    expect(findWrapper(env, Counting)?.steps).toBe(1);
    expect(() => env.restore(new CounterEnv().snapshot())).toThrowError("with `Counting` here");
  });

  it("keeps its own state when what it wraps refuses a snapshot", () => {
    const env = make();
    env.reset();
    env.step(1);
    expect(() => env.restore({ wrapper: "Counting", state: 9, inner: null })).toThrowError();
    expect(findWrapper(env, Counting)?.steps).toBe(1);
  });
});
