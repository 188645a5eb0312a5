import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalText } from "../../../src/wrappers/observation/canonical-text.ts";
import { TabularKey } from "../../../src/wrappers/observation/tabular-key.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { DictWalk } from "../../support/walk-views.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "TabularKey",
  wrap: (inner) => new TabularKey(new DictWalk(inner), { maxKeys: 99 }),
  wrapAgain: (inner) => new TabularKey(inner),
});

keepsWrapperContract({
  name: "TabularKey",
  wrap: (inner) => new TabularKey(inner, { encoder: (place: number) => Math.floor(place / 2) }),
  hasFunctions: true,
});

const halves = { size: 21, encode: (place: number) => Math.floor(place / 2) };

describe("a tabular key", () => {
  it("numbers observations in the order of first sight", () => {
    const env = new TabularKey(new DictWalk(new WalkEnv()));
    const keys = [
      env.reset({ seed: 1 }).observation,
      ...[1, 3, 0, 2].map((action) => env.step(action).observation),
    ];
    // Places 20, 20, 22, 21, 22.
    expect(keys).toEqual([0, 0, 1, 2, 1]);
    expect(env.reset().observation).toBe(0);
    expect([...env.counts()]).toEqual([
      [0, 3],
      [1, 2],
      [2, 1],
    ]);
    expect(env.collisions().size).toBe(0);
  });

  it("is what an encoder gives, and tells which keys stand for several observations", () => {
    const env = new TabularKey(new WalkEnv(), { encoder: halves });
    const keys = [
      env.reset({ seed: 1 }).observation,
      ...[2, 1, 2, 0].map((action) => env.step(action).observation),
    ];
    // Places 20, 21, 21, 22, 21.
    expect(keys).toEqual([10, 10, 10, 11, 10]);
    expect([...env.collisions()]).toEqual([[10, 2]]);
    expect(env.counts().get(10)).toBe(4);
    expect(env.observationSpace.n).toBe(21);
  });

  it("keeps its table in a snapshot", () => {
    const [env, other] = [new TabularKey(new WalkEnv()), new TabularKey(new WalkEnv())];
    env.reset({ seed: 1 });
    env.step(2);
    other.restore(JSON.parse(JSON.stringify(env.snapshot())));
    expect(other.step(1).observation).toBe(1);
    expect([...other.counts()]).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect(new TabularKey(new WalkEnv(), { maxKeys: 1 }).observationSpace.n).toBe(1);
    const small = new TabularKey(new WalkEnv(), { maxKeys: 1 });
    expect(() => small.restore(env.snapshot())).toThrowError("keys and counts");
  });

  it("refuses more keys than allowed, and a key that the encoder does not have", () => {
    const env = new TabularKey(new ScriptedEnv([0, 0]), { maxKeys: 1 });
    env.reset();
    expect(() => env.step(0)).toThrowError("Expected at most 1 keys");
    expect([...env.counts()]).toEqual([[0, 1]]);
    for (const key of [-1, 0.5, 21]) {
      const encoder = { size: 21, encode: () => key };
      expect(() => new TabularKey(new WalkEnv(), { encoder }).reset()).toThrowError(
        "Expected a key in Discrete(21)",
      );
    }
    expect(() => new TabularKey(new WalkEnv(), { maxKeys: 0 })).toThrowError("maxKeys");
  });
});

describe("canonical text", () => {
  it("is the same for equal records and differs for different ones", () => {
    expect(canonicalText({ b: [1, { d: 2, c: 1 }], a: "x" })).toBe('{"a":"x","b":[1,{"c":1,"d":2}]}');
    const property = fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const [left, right] = [a, b].map((each) => JSON.parse(JSON.stringify(each)));
      expect(canonicalText(left) === canonicalText(right)).toBe(
        canonicalText(JSON.parse(canonicalText(left))) === canonicalText(right),
      );
    });
    fc.assert(property);
    expect(canonicalText(Uint8Array.of(1))).not.toBe(canonicalText([1]));
  });
});
