import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import "../../src/supportdesk/env/register.ts";
import "../../src/wrappers/register.ts";
import type { Env, StepResult } from "../../src/core/env.ts";
import type { WrapperRequest } from "../../src/core/env-spec.ts";
import { fullMask } from "../../src/core/mask.ts";
import { make, register } from "../../src/core/registry.ts";
import { Wrapper, WrapperBase } from "../../src/core/wrapper.ts";
import { applyWrapper, registerWrapper, wrapperNames } from "../../src/core/wrapper-registry.ts";
import * as bundled from "../../src/wrappers/index.ts";
import { RewardScale } from "../../src/wrappers/reward/reward-scale.ts";
import { TransformReward } from "../../src/wrappers/reward/transform-reward.ts";
import { readSources } from "../support/sources.ts";
import { WalkEnv } from "../support/walk-env.ts";
import { BoxWalk, DictWalk } from "../support/walk-views.ts";

register({ id: "toy/Walk-v0", summary: "walks", create: (_options, spec) => new WalkEnv(spec) as never });
register({
  ...{ id: "toy/BoxWalk-v0", summary: "walks in numbers" },
  create: (_options, spec) => new BoxWalk(new WalkEnv(spec)) as never,
});
register({
  ...{ id: "toy/DictWalk-v0", summary: "walks in words" },
  create: (_options, spec) => new DictWalk(new WalkEnv(spec)) as never,
});

const BUNDLED = wrapperNames();
const walk = (): Env => make("toy/Walk-v0");

type Player = Env<unknown, number>;

/** Up to 30 steps of a fixed pattern of allowed actions. */
function play(env: Player): unknown[] {
  const played: unknown[] = [env.reset({ seed: 5 })];
  for (let step = 0; step < 30; step += 1) {
    const mask = env.actionMask() ?? fullMask(env.actionSpace.size);
    const allowed = [...mask.keys()].filter((action) => mask[action] === 1);
    const result: StepResult<unknown, object> = env.step(allowed[(step * 7 + 2) % allowed.length] ?? 0);
    played.push(result);
    if (result.terminated || result.truncated) break;
  }
  return played;
}

/** Bundled wrappers with plain options that fit numbered actions and any observation. */
const ANYWHERE: Readonly<Record<string, WrapperRequest["kwargs"]>> = {
  ["AliasActions"]: { copies: 2 },
  ["Autoreset"]: {},
  ["BogusActions"]: { count: 2, effect: "penalty", penalty: 0.5 },
  ["ClipReward"]: { min: -0.5, max: 0.25 },
  ["OrderEnforcing"]: {},
  ["PermuteActions"]: { seed: 4 },
  ["RecordEpisodeStatistics"]: { buffer: 3 },
  ["RenderCollection"]: {},
  ["RewardNoise"]: { sigma: 0.5 },
  ["RewardScale"]: { factor: 3 },
  ["StickyAction"]: { probability: 0.5 },
  ["TimeLimit"]: { maxSteps: 3 },
};

/** Those that need another kind of observation. */
const ON_A_VIEW: readonly (readonly [string, string, WrapperRequest["kwargs"]])[] = [
  ["ActionSubset", "toy/Walk-v0", { keep: ["leap", 1, 2] }],
  ["ActionSubset", "SupportDeskTabular-v1", { keep: Array.from({ length: 24 }, (_, index) => 23 - index) }],
  ["DelayObservation", "toy/BoxWalk-v0", { delay: 2 }],
  ["DiscretizeObservation", "toy/BoxWalk-v0", { bins: [5, 3] }],
  ["RescaleObservation", "toy/BoxWalk-v0", { min: -1 }],
  ["ReshapeObservation", "toy/BoxWalk-v0", { shape: [2, 1] }],
  ["FlattenObservation", "toy/DictWalk-v0", {}],
  ["FilterObservation", "toy/DictWalk-v0", { keys: ["place"] }],
  ["HistoryStack", "toy/BoxWalk-v0", { size: 3, actions: 2 }],
  ["NormalizeObservation", "toy/BoxWalk-v0", {}],
  ["TimeAwareObservation", "toy/BoxWalk-v0", { maxSteps: 60, normalize: true }],
  ["MacroActions", "toy/Walk-v0", { macros: { rush: ["leap", "leap"] }, discount: 0.5 }],
  ["RepeatAction", "toy/Walk-v0", { repeats: 2 }],
  ["PartialMask", "toy/Walk-v0", { admitInvalid: 0.5, hideValid: 0.1, seed: 3 }],
];

const STACKS = [
  ...Object.entries(ANYWHERE).flatMap(([name, kwargs]) =>
    ["toy/Walk-v0", "SupportDeskTabular-v1"].map((id) => [name, id, kwargs] as const),
  ),
  ...ON_A_VIEW,
];

describe("a stack made again from the JSON of its spec", () => {
  it.each(STACKS)("with %s around %s plays the same episode", (name, id, kwargs) => {
    const wrappers = [
      { name, kwargs },
      { name: "RewardScale", kwargs: { factor: 2 } },
    ] as WrapperRequest[];
    const first = make<unknown, number>(id, {}, { wrappers });
    expect(first.spec?.wrappers.map((each) => each.name).slice(-2)).toEqual([name, "RewardScale"]);
    const second = make<unknown, number>(JSON.parse(JSON.stringify(first.spec)));
    expect(second.toString()).toBe(first.toString());
    expect(second.spec?.toJSON()).toEqual(first.spec?.toJSON());
    expect(play(second)).toEqual(play(first));
  });
});

describe("the registered wrappers", () => {
  it("are all that are bundled", async () => {
    const names: string[] = [];
    for (const [file, source] of readSources("src/wrappers")) {
      const concrete = [...source.matchAll(/^export class (\w+)/gm)].map(([, name]) => name ?? "");
      const module: Record<string, { prototype?: unknown }> = await import(resolve("src/wrappers", file));
      names.push(...concrete.filter((name) => module[name]?.prototype instanceof WrapperBase));
    }
    expect(BUNDLED).toEqual(names.sort());
  });
});

/** Any wrapper class, to be called with options of any kind. */
type OpenClass = (new (inner: Env, options: object) => object) & { readonly optionNames?: object };

describe.each(BUNDLED)("the options of %s", (name) => {
  const type = (bundled as unknown as Readonly<Record<string, OpenClass>>)[name];
  if (type === undefined) throw new Error(`Expected src/wrappers/index.ts to export ${name}.`);
  const known = Object.keys(type.optionNames ?? {});
  const refusal = (typed: string, hint: string): unknown => {
    const message = `Unknown option of ${name} "${typed}".${hint} Allowed: ${known.join(", ") || "none"}.`;
    return expect.objectContaining({ code: "UNKNOWN_OPTION", message });
  };

  it("are no others, by constructor and by spec", () => {
    const options = { nonsensical: 1 };
    expect(() => new type(walk(), options)).toThrowError(refusal("nonsensical", ""));
    expect(() => applyWrapper(walk(), { name, kwargs: options })).toThrowError(refusal("nonsensical", ""));
  });

  it.each(known)("include %s, which a mistyped one is likened to", (option) => {
    const typed = `${option.slice(0, -1)}${option.at(-1)?.toUpperCase()}`;
    const attempt = (): unknown => new type(walk(), { [typed]: 1 });
    expect(attempt).toThrowError(refusal(typed, ` Did you mean "${option}"?`));
  });
});

class Named extends Wrapper<unknown, unknown> {
  readonly label: unknown;

  constructor(inner: Env, options: { readonly label: unknown }) {
    super(inner, { ...options });
    this.label = options.label;
  }
}

class Silent extends Wrapper<unknown, unknown> {
  override readonly changesTask = true;
}

class Tariff extends RewardScale<unknown, unknown> {
  static override readonly optionNames = { ...RewardScale.optionNames, currency: true } as const;
}

describe("a wrapper of one's own", () => {
  it("takes all options where it names none, and further ones where it names them", () => {
    expect(new Named(walk(), { label: 1, more: 2 } as never).kwargs).toEqual({ label: 1, more: 2 });
    const options = { factor: 2, currency: "EUR" };
    expect(new Tariff(walk(), options).kwargs).toEqual(options);
    expect(() => new Tariff(walk(), { factor: 2, curency: "EUR" } as never)).toThrowError(
      'Unknown option of Tariff "curency". Did you mean "currency"? Allowed: factor, currency.',
    );
  });
});

describe("registerWrapper", () => {
  it("builds with the constructor, or with what it is told", () => {
    registerWrapper(Named, {
      name: "Label",
      create: (inner, { label }) => new Named(inner, { label: [label] }),
    });
    const env = applyWrapper(walk(), { name: "Label", kwargs: { label: "a" } });
    expect(env).toBeInstanceOf(Named);
    expect((env as Named).label).toEqual(["a"]);
    expect(env.spec?.wrappers[0]?.name).toBe("Label");
    expect(wrapperNames()).toContain("Label");
  });

  it("takes a class twice, and no other of its name", () => {
    registerWrapper(Silent);
    registerWrapper(Silent);
    class Other extends Silent {}
    expect(() => registerWrapper(Other, { name: "Silent" })).toThrowError(
      expect.objectContaining({
        code: "REGISTRATION",
        message: 'The wrapper "Silent" is registered already, with another class.',
      }),
    );
  });

  it("refuses a class without a name", () => {
    expect(() => registerWrapper((() => class extends Silent {})())).toThrowError(
      "Expected a wrapper class with a name, got an anonymous one: pass `name`.",
    );
  });
});

describe("applyWrapper", () => {
  it("says what to import or call when a name is not registered", () => {
    expect(() => applyWrapper(walk(), { name: "TimeLimt", kwargs: {} })).toThrowError(
      expect.objectContaining({
        code: "UNKNOWN_NAME",
        message: expect.stringMatching(
          /^Unknown wrapper "TimeLimt"\. Did you mean "TimeLimit"\? Allowed: .* Import "supportdesk-gym" for the bundled ones; call `registerWrapper\(TimeLimt\)` for your own\.$/,
        ),
      }),
    );
  });

  it("names a wrapper that recorded no options", () => {
    registerWrapper(Silent);
    const env = new Silent(walk());
    const again = (): Env => make(JSON.parse(JSON.stringify(env.spec)));
    expect(again).toThrowError(
      'The wrapper "Silent" comes without its options: write `kwargs: {}` if it takes none, and let the class hand its options to `super(inner, kwargs)`.',
    );
  });

  it("names a wrapper whose options are functions, which only the spec itself can hold", () => {
    const env = new TransformReward(walk(), { transform: (reward) => reward * 2 });
    expect(() => JSON.stringify(env.spec)).toThrowError(
      "TransformReward: option `transform` cannot be written as JSON (function): pass a registered name or plain data instead.",
    );
    expect(env.spec).toBeDefined();
    if (env.spec !== undefined) expect(play(make(env.spec))).toEqual(play(env as unknown as Player));
  });
});
