import { describe, expect, it } from "vitest";
import { RenderCollection } from "../../../src/wrappers/episode/render-collection.ts";
import { ModelEnv } from "../../support/model-env.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { DrawnWalk } from "../../support/walk-views.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "RenderCollection",
  wrap: (inner) => new RenderCollection(new DrawnWalk(inner)),
  wrapAgain: (inner) => new RenderCollection(inner),
});

const walk = (): DrawnWalk => new DrawnWalk(new WalkEnv());

describe("collected pictures", () => {
  it("are one for each state, and are forgotten when they are taken", () => {
    const env = new RenderCollection(walk());
    env.reset();
    env.step(3);
    expect(env.frames()).toEqual(["at 20", "at 22"]);
    env.step(0);
    expect(env.frames()).toEqual(["at 21"]);
    expect(env.frames()).toEqual([]);
  });

  it("stay when they are looked at, or taken where asked for, until a reset", () => {
    const env = new RenderCollection(walk(), { pop: false });
    env.reset();
    env.step(3);
    expect(env.frames()).toEqual(["at 20", "at 22"]);
    expect(env.render()).toBe("at 20\nat 22");
    expect(env.render()).toBe("at 20\nat 22");
    env.reset();
    expect(env.frames()).toEqual(["at 20"]);
  });

  it("stay over a reset where asked for", () => {
    const env = new RenderCollection(walk(), { resetClean: false });
    env.reset();
    env.step(2);
    env.reset();
    expect(env.frames()).toEqual(["at 20", "at 21", "at 20"]);
  });

  it("are in the snapshot", () => {
    const [env, other] = [new RenderCollection(walk()), new RenderCollection(walk())];
    env.reset();
    env.step(2);
    other.restore(JSON.parse(JSON.stringify(env.snapshot())));
    other.step(2);
    expect(other.frames()).toEqual(["at 20", "at 21", "at 22"]);
  });

  it("are refused where nothing is drawn", () => {
    const env = new RenderCollection(new WalkEnv());
    env.reset();
    expect(env.render()).toBeUndefined();
    expect(() => env.frames()).toThrowError("make it with a render mode");
  });

  it("leave the model of the environment as it is, where it has one", () => {
    expect(new RenderCollection(new ModelEnv()).model?.().transitions(0, 1)).toMatchObject([{ reward: 1 }]);
    expect(new RenderCollection(walk()).model).toBeUndefined();
  });
});
