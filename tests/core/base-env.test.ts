import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EnvSpec } from "../../src/core/env-spec.ts";
import type { JsonValue } from "../../src/core/json.ts";
import { CounterEnv } from "../support/counter-env.ts";
import { WalkEnv } from "../support/walk-env.ts";

function started(seed = 0): CounterEnv {
  const env = new CounterEnv();
  env.reset({ seed });
  return env;
}

describe("the order of calls", () => {
  it("refuses a step before the first reset", () => {
    expect(() => new CounterEnv().step(1)).toThrowError(
      expect.objectContaining({ code: "RESET_NEEDED", message: "Call `reset()` before `step()`." }),
    );
  });

  it("refuses a step after termination until the next reset", () => {
    const env = started();
    env.step(1);
    env.step(1);
    expect(env.step(1).terminated).toBe(true);
    expect(() => env.step(1)).toThrowError(expect.objectContaining({ code: "EPISODE_ENDED" }));
    env.reset();
    expect(env.step(1).observation.count).toBe(1);
  });

  it("refuses a step after truncation", () => {
    const env = started();
    for (let step = 1; step < 5; step += 1) expect(env.step(0).truncated).toBe(false);
    expect(env.step(0).truncated).toBe(true);
    expect(() => env.step(0)).toThrowError(expect.objectContaining({ code: "EPISODE_ENDED" }));
  });

  it("refuses step, reset and restore after close, which may be called twice", () => {
    const env = started();
    const snapshot = env.snapshot();
    env.close();
    env.close();
    const closed = expect.objectContaining({ code: "ENV_CLOSED" });
    expect(() => env.step(1)).toThrowError(closed);
    expect(() => env.reset()).toThrowError(closed);
    expect(() => env.restore(snapshot)).toThrowError(closed);
    expect(() => env.restore(null)).toThrowError(closed);
  });

  it("closes at the end of a `using` block", () => {
    const env = started();
    env[Symbol.dispose]();
    expect(() => env.step(1)).toThrowError(expect.objectContaining({ code: "ENV_CLOSED" }));
  });

  it("leaves the episode alone when an action is refused", () => {
    const env = started();
    const before = env.snapshot();
    expect(() => env.step(2)).toThrowError(expect.objectContaining({ code: "INVALID_ACTION" }));
    expect(env.snapshot()).toEqual(before);
  });
});

describe("a step", () => {
  it("refuses what is not in the action space before the environment sees it", () => {
    const env = new WalkEnv();
    env.reset({ seed: 1 });
    const before = env.snapshot();
    for (const action of [-1, 4, 0.5, Number.NaN, "0", null, undefined]) {
      expect(() => env.step(action as number)).toThrow(/^Expected an action in Discrete\(4\), got /);
    }
    expect(env.snapshot()).toEqual(before);
  });
});

describe("reset", () => {
  it.each([
    [3, "Expected a record (argument of reset: seed, options), got 3."],
    [null, "Expected a record (argument of reset: seed, options), got null."],
    [{ options: null }, "Expected a record (reset option: "],
    [{ sede: 3 }, 'Unknown argument of reset "sede". Did you mean "seed"? Allowed: seed, options.'],
  ])("refuses %j in one line", (given, message) => {
    expect(() => new WalkEnv().reset(given as never)).toThrow(message);
  });

  it("starts the same stream again when given a seed", () => {
    const env = new CounterEnv();
    const first = env.reset({ seed: 7 }).observation.noise;
    env.step(0);
    expect(env.reset({ seed: 7 }).observation.noise).toBe(first);
    expect(env.reset({ seed: 8 }).observation.noise).not.toBe(first);
  });

  it("continues the stream when given none", () => {
    const env = new CounterEnv();
    const noise = [env.reset({ seed: 7 }), env.reset(), env.reset()].map(
      (result) => result.observation.noise,
    );
    expect(new Set(noise).size).toBe(3);
    const again = new CounterEnv();
    expect(
      [again.reset({ seed: 7 }), again.reset(), again.reset()].map((each) => each.observation.noise),
    ).toEqual(noise);
  });

  it("begins with seed 0 where none was ever given", () => {
    const env = new CounterEnv();
    expect(env.reset().observation).toEqual(new CounterEnv().reset({ seed: 0 }).observation);
    expect(env.seed).toBe(0);
  });

  it("tells the seed of the last seeded reset", () => {
    const env = started(7);
    env.reset();
    expect(env.seed).toBe(7);
  });

  it("refuses an unknown option and says what was meant", () => {
    expect(() => new CounterEnv().reset({ options: { stat: 1 } })).toThrowError(
      'Unknown reset option "stat". Did you mean "start"? Allowed: start.',
    );
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 53])("refuses the seed %d", (seed) => {
    expect(() => new CounterEnv().reset({ seed })).toThrowError(
      expect.objectContaining({ code: "INVALID_ARGUMENT" }),
    );
  });

  it.each([{}, { seed: 5 }, { seed: -1 }])(
    "changes nothing when it fails with %j and a bad option",
    (given) => {
      const env = started(3);
      env.step(1);
      const before = env.snapshot();
      expect(() => env.reset({ ...given, options: { start: "one" } })).toThrowError();
      expect(env.snapshot()).toEqual(before);
      expect(env.step(1).observation.count).toBe(2);
    },
  );

  it("still needs a reset when the first one failed", () => {
    const env = new CounterEnv();
    expect(() => env.reset({ options: { start: "one" } })).toThrowError();
    expect(() => env.step(1)).toThrowError(expect.objectContaining({ code: "RESET_NEEDED" }));
  });
});

describe("snapshot and restore", () => {
  const copy = (value: JsonValue): JsonValue => JSON.parse(JSON.stringify(value)) as JsonValue;

  it("continue exactly where the episode stood, through JSON and in another environment", () => {
    const moves = (maxLength: number): fc.Arbitrary<number[]> =>
      fc.array(fc.constantFrom(0, 1), { maxLength });
    const property = fc.property(fc.nat(), moves(1), moves(2), (seed, before, after) => {
      const env = started(seed);
      for (const action of before) env.step(action);
      const twin = new CounterEnv();
      twin.restore(copy(env.snapshot()));
      expect(twin.seed).toBe(seed);
      expect(after.map((action) => twin.step(action))).toEqual(after.map((action) => env.step(action)));
      expect(twin.reset()).toEqual(env.reset());
    });
    fc.assert(property);
  });

  it("go back in the same environment", () => {
    const env = started();
    const snapshot = env.snapshot();
    const first = env.step(1);
    env.restore(snapshot);
    expect(env.step(1)).toEqual(first);
  });

  it("keep an environment before its reset or after its end as it was", () => {
    const fresh = new CounterEnv().snapshot();
    const env = started();
    env.restore(fresh);
    expect(() => env.step(1)).toThrowError(expect.objectContaining({ code: "RESET_NEEDED" }));
    env.reset({ options: { start: 2 } });
    env.step(1);
    const ended = env.snapshot();
    env.reset();
    env.restore(ended);
    expect(() => env.step(1)).toThrowError(expect.objectContaining({ code: "EPISODE_ENDED" }));
  });

  const Rng = { key: "0/env", c: 1, s0: 0, s1: 0, s2: 0 };

  it.each([
    null,
    7,
    "running",
    [],
    {},
    { lifecycle: null, episode: [0, 0] },
    { lifecycle: { phase: "asleep", seed: 0, rng: Rng }, episode: [0, 0] },
    { lifecycle: { phase: "running", seed: 0.5, rng: Rng }, episode: [0, 0] },
    { lifecycle: { phase: "running", seed: 0 }, episode: [0, 0] },
    { lifecycle: { phase: "running", seed: 0, rng: null }, episode: [0, 0] },
    { lifecycle: { phase: "running", seed: 0, rng: { key: "0/env" } }, episode: [0, 0] },
    { lifecycle: { phase: "running", seed: 0, rng: Rng } },
  ])("refuse %j and change nothing", (snapshot) => {
    const env = started();
    const before = env.snapshot();
    expect(() => env.restore(snapshot)).toThrowError(expect.objectContaining({ code: "BAD_SNAPSHOT" }));
    expect(env.snapshot()).toEqual(before);
  });
});

describe("a base environment", () => {
  it("is its own innermost environment, with the spec it was given, and neither tasks nor render modes", () => {
    const spec = new EnvSpec("Counter-v1");
    const env = new CounterEnv(spec);
    expect(env.unwrapped).toBe(env);
    expect(env.spec).toBe(spec);
    expect(env.taskIds).toEqual([]);
    expect(env.metadata).toEqual({ renderModes: [], stochastic: false });
    expect(env.render()).toBeUndefined();
  });
});
