import { describe, expect, expectTypeOf, it } from "vitest";
import "../../src/wrappers/register.ts";
import "../../src/supportdesk/env/register.ts";
import type { Env } from "../../src/core/env.ts";
import { UnknownOptionError } from "../../src/core/errors.ts";
import { type MakeOptions, make, register } from "../../src/core/registry.ts";
import { SupportDeskTabularEnv } from "../../src/supportdesk/env/tabular.ts";
import { LooseEnv } from "../support/loose-env.ts";
import { WalkEnv } from "../support/walk-env.ts";

const made: LooseEnv[] = [];
function loose(options: object, spec: ConstructorParameters<typeof LooseEnv>[0]): Env {
  const env = Object.assign(new LooseEnv(spec), { options });
  made.push(env);
  return env as unknown as Env;
}

const walk = (_options: object, spec: ConstructorParameters<typeof WalkEnv>[0]): Env =>
  new WalkEnv(spec) as unknown as Env;
register({ id: "Loose-v0", summary: "takes every call", create: loose });
register({ id: "Short-v0", summary: "stops early", create: loose, maxEpisodeSteps: 4 });
register({ id: "Wild-v0", summary: "keeps no order", create: loose, orderEnforce: false });
register({ id: "Short-Walk-v0", summary: "walks a little", create: walk, maxEpisodeSteps: 4 });

const layers = (env: Env): string => String(env).replace("[object Object]", "LooseEnv");

describe("what make puts around an environment", () => {
  it.each<[string, MakeOptions, string]>([
    ["Loose-v0", {}, "OrderEnforcing<LooseEnv>"],
    ["Loose-v0", { orderEnforce: false }, "LooseEnv"],
    ["Loose-v0", { maxEpisodeSteps: 2 }, "TimeLimit<OrderEnforcing<LooseEnv>>"],
    ["Short-v0", {}, "TimeLimit<OrderEnforcing<LooseEnv>>"],
    ["Short-v0", { maxEpisodeSteps: -1 }, "OrderEnforcing<LooseEnv>"],
    ["Wild-v0", {}, "LooseEnv"],
    ["Wild-v0", { orderEnforce: true }, "OrderEnforcing<LooseEnv>"],
    ["Short-Walk-v0", {}, "TimeLimit<WalkEnv>"],
    ["Short-Walk-v0", { orderEnforce: true, maxEpisodeSteps: 9 }, "TimeLimit<WalkEnv>"],
    [
      "Short-v0",
      {
        wrappers: [
          { name: "ClipReward", kwargs: {} },
          { name: "RewardScale", kwargs: { factor: 2 } },
        ],
      },
      "RewardScale<ClipReward<TimeLimit<OrderEnforcing<LooseEnv>>>>",
    ],
  ])("%s with %o is %s", (id, options, expected) => {
    expect(layers(make(id, {}, options))).toBe(expected);
  });

  it("stops at the limit registered, or at the one asked for", () => {
    for (const [options, limit] of [
      [{}, 4],
      [{ maxEpisodeSteps: 2 }, 2],
    ] as const) {
      const env = make<number, number>("Short-v0", {}, options);
      env.reset();
      const ends = Array.from({ length: limit }, () => env.step(0).truncated);
      expect(ends).toEqual([...Array.from({ length: limit - 1 }, () => false), true]);
      expect(env.spec?.maxEpisodeSteps).toBe(limit);
    }
  });

  it("collects pictures in a render mode that ends in _list", () => {
    const env = make<number, number>("Loose-v0", { renderMode: "ansi_list" });
    expect(made.at(-1)).toMatchObject({ options: { renderMode: "ansi" } });
    expect(layers(env)).toBe("RenderCollection<OrderEnforcing<LooseEnv>>");
    env.reset();
    env.step(0);
    expect(env.render()).toBe("0\n1");
    expect(layers(make(JSON.parse(JSON.stringify(env.spec))))).toBe(layers(env));
  });

  it("leaves the class of a desk as it is, and tells the compiler when not", () => {
    const env = make("SupportDeskTabular-v1", { mask: "none" }, { checked: "off" });
    expectTypeOf(env).toEqualTypeOf<SupportDeskTabularEnv>();
    expect(env).toBeInstanceOf(SupportDeskTabularEnv);
    const limited = make("SupportDeskTabular-v1", {}, { maxEpisodeSteps: 3 });
    expectTypeOf(limited).toEqualTypeOf<Env>();
    expect(limited.toString()).toBe("TimeLimit<SupportDeskTabularEnv>");
    const options: MakeOptions = {};
    expectTypeOf(make("SupportDeskTabular-v1", {}, options)).toEqualTypeOf<Env>();
  });

  it("closes what it made where a wrapper refuses", () => {
    const wrappers = [{ name: "TimeLimit", kwargs: { maxSteps: 0 } }];
    expect(() => make("Loose-v0", {}, { wrappers })).toThrowError("maxSteps");
    expect(made.at(-1)?.calls).toEqual(["close"]);
  });
});

describe("make with a spec", () => {
  it.each<[string, MakeOptions]>([
    ["Loose-v0", {}],
    ["Loose-v0", { orderEnforce: false, maxEpisodeSteps: 3 }],
    ["Short-v0", { wrappers: [{ name: "TimeLimit", kwargs: { maxSteps: 2 } }] }],
    ["Short-v0", { maxEpisodeSteps: -1 }],
    ["Short-Walk-v0", {}],
  ])("of %s made with %o builds the same stack", (id, options) => {
    const env = make(id, { colour: "red" }, options);
    const json = JSON.parse(JSON.stringify(env.spec));
    for (const spec of [json, env.spec]) {
      const again = make(spec);
      expect(layers(again)).toBe(layers(env));
      expect(again.spec?.toJSON()).toEqual(json);
    }
  });

  it("builds what the spec lists and nothing that is registered", () => {
    expect(layers(make({ id: "Short-v0", kwargs: {} }))).toBe("LooseEnv");
  });

  it.each<[MakeOptions, string]>([
    [{ maxEpisodeSteps: 9 }, "RewardScale<TimeLimit<OrderEnforcing<LooseEnv>>>"],
    [{ maxEpisodeSteps: -1 }, "RewardScale<OrderEnforcing<LooseEnv>>"],
    [{ orderEnforce: false }, "RewardScale<TimeLimit<LooseEnv>>"],
    [
      { wrappers: [{ name: "ClipReward", kwargs: {} }] },
      "ClipReward<RewardScale<TimeLimit<OrderEnforcing<LooseEnv>>>>",
    ],
  ])("changes it by %o", (changes, expected) => {
    const wrappers = [{ name: "RewardScale", kwargs: { factor: 2 } }];
    const { spec } = make("Short-v0", {}, { wrappers });
    if (spec === undefined) throw new Error("Expected a spec.");
    const env = make(spec, changes);
    expect(layers(env)).toBe(expected);
    expect(env.spec?.maxEpisodeSteps).toBe(
      { 9: 9, [-1]: undefined }[changes.maxEpisodeSteps ?? 0] ??
        (changes.maxEpisodeSteps === undefined ? 4 : undefined),
    );
  });
});

describe("make refuses", () => {
  it("an option that the environment does not know, naming both", () => {
    expect(() => make("SupportDeskTabular-v1", { rewards: "delta" } as object)).toThrowError(
      UnknownOptionError,
    );
    expect(() => make("SupportDeskTabular-v1", { rewards: "delta" } as object)).toThrowError(
      /^SupportDeskTabular-v1: Unknown option "rewards"\. Did you mean "reward"\? Allowed: tasks, /,
    );
  });

  it.each<[object, string]>([
    [{ check: "off" }, 'Unknown option of `make` "check". Did you mean "checked"?'],
    [{ checked: "never" }, "first, always or off"],
    [{ maxEpisodeSteps: 0 }, "Expected `maxEpisodeSteps` to be an integer >= 1, or -1 for no limit, got 0."],
    [
      { maxEpisodeSteps: 2.5 },
      "Expected `maxEpisodeSteps` to be an integer >= 1, or -1 for no limit, got 2.5.",
    ],
    [{ orderEnforce: 1 }, "Expected `orderEnforce` to be true or false, got 1."],
    [{ wrappers: "TimeLimit" }, 'Expected `wrappers` as a list, got "TimeLimit".'],
    [{ wrappers: [{ name: "Nothing", kwargs: {} }] }, 'Unknown wrapper "Nothing".'],
  ])("%o", (options, message) => {
    expect(() => make("Loose-v0", {}, options)).toThrowError(message);
    expect(() => make({ id: "Loose-v0", kwargs: {} }, options)).toThrowError(message);
  });
});
