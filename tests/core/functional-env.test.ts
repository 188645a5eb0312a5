import { describe, expect, it } from "vitest";
import type { BaseInfo, Env, StepResult } from "../../src/core/env.ts";
import { type EnvState, type FunctionalEnv, functional } from "../../src/core/functional-env.ts";
import { SupportDeskDiscreteEnv } from "../../src/supportdesk/env/discrete.ts";
import { SupportDeskEnv } from "../../src/supportdesk/env/structured.ts";
import { SupportDeskTabularEnv } from "../../src/supportdesk/env/tabular.ts";
import { RecordEpisodeStatistics } from "../../src/wrappers/episode/record-episode-statistics.ts";
import { Corridor, MdpEnv, PAIR } from "../support/toy-envs.ts";
import { WalkEnv } from "../support/walk-env.ts";

const KINDS: readonly [string, () => Env][] = [
  ["the desk", () => new SupportDeskEnv()],
  ["the discrete desk", () => new SupportDeskDiscreteEnv()],
  ["the tabular desk", () => new SupportDeskTabularEnv({ mask: "workflow" })],
  ["a random walk", () => new WalkEnv()],
  ["a random toy", () => new MdpEnv(PAIR)],
  ["a wrapped toy with statistics", () => new RecordEpisodeStatistics(new MdpEnv(PAIR))],
];

/** An environment that changes what it is handed to restore. */
class Greedy extends Corridor {
  protected override loadEpisode(saved: EnvState): void {
    super.loadEpisode(saved);
    (this.episode as { steps: number }).steps += 0;
    Object.assign(saved as object, { spoiled: true });
  }
}

/** Changes its episode before it refuses an action, as no environment should. */
class Torn extends Corridor {
  protected override play(action: number): StepResult<number, BaseInfo> {
    const result = super.play(action);
    if (action === 1) throw new RangeError("torn");
    return result;
  }
}

function sample({ actionSpace, actionMask }: FunctionalEnv, state: EnvState, view: FunctionalEnv): unknown {
  const mask = actionMask.call(view, state);
  return mask === undefined ? actionSpace.sample() : actionSpace.sample(mask);
}

function isDeeplyFrozen(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen);
}

describe.each(KINDS)("the functional view of %s", (_name, make) => {
  it("plays what the environment plays", () => {
    const [view, env] = [functional(make), make()];
    const { state: first, ...begun } = view.initial({ seed: 3 });
    expect(begun).toEqual(env.reset({ seed: 3 }));
    for (let state = first, step = 0; step < 200; step += 1) {
      expect(view.actionMask(state)).toEqual(env.actionMask());
      const action = sample(view, state, view);
      const { state: next, ...result } = view.transition(state, action);
      expect(result).toEqual(env.step(action));
      if (result.terminated || result.truncated) return;
      state = next;
    }
  });

  it("gives the same for the same state and action, whatever was played between", () => {
    const view = functional(make);
    const { state } = view.initial({ seed: 5 });
    const action = sample(view, state, view);
    const first = view.transition(state, action);
    const mask = view.actionMask(first.state);
    for (let branch = 0; branch < 5; branch += 1) view.transition(state, sample(view, state, view));
    view.initial({ seed: 6 });
    expect(view.transition(state, action)).toEqual(first);
    const copy = JSON.parse(JSON.stringify(state));
    expect(view.transition(copy, action)).toEqual(first);
    expect(functional(make).transition(copy, action)).toEqual(first);
    expect(view.actionMask(first.state)).toEqual(mask);
  });

  it("has states that are frozen plain JSON", () => {
    const view = functional(make);
    const { state } = view.initial({ seed: 5 });
    const { state: next } = view.transition(state, sample(view, state, view));
    for (const each of [state, next]) {
      expect(isDeeplyFrozen(each)).toBe(true);
      expect(JSON.parse(JSON.stringify(each))).toEqual(each);
    }
  });

  it("begins the same episode again, also without a seed and after others", () => {
    const view = functional(make);
    const first = view.initial();
    view.initial({ seed: 9 });
    view.transition(first.state, sample(view, first.state, view));
    expect(view.initial()).toEqual(first);
    expect(view.initial({ seed: 0 })).toEqual(first);
  });
});

describe("functional", () => {
  it("branches into both ways of one state", () => {
    const view = functional(() => new Corridor());
    const { state } = view.initial({ options: { task_id: "near" } });
    expect(view.transition(state, 1)).toMatchObject({ observation: 4, reward: 0.9, terminated: true });
    expect(view.transition(state, 0)).toMatchObject({ observation: 2, reward: -0.1, terminated: false });
  });

  it("keeps states whole where an environment changes what it restores", () => {
    const view = functional(() => new Greedy());
    const { state } = view.initial();
    view.transition(state, 0);
    view.transition(state, 1);
    expect(JSON.stringify(state)).not.toContain("spoiled");
  });

  it("keeps a state whole where an environment throws in the middle of a step", () => {
    const view = functional(() => new Torn());
    const { state } = view.transition(view.initial().state, 0);
    const first = view.transition(state, 0);
    const { state: again } = view.transition(view.initial().state, 0);
    expect(() => view.transition(again, 1)).toThrowError("torn");
    expect(view.transition(again, 0)).toEqual(first);
  });

  it("refuses to go on from the end, and goes on elsewhere", () => {
    const view = functional(() => new Corridor());
    const { state } = view.initial();
    const { state: end } = view.transition(state, 1);
    expect(() => view.transition(end, 1)).toThrowError(expect.objectContaining({ code: "EPISODE_ENDED" }));
    expect(view.transition(state, 1).observation).toBe(4);
  });

  it("refuses a wrong reset and a state of something else", () => {
    const view = functional(() => new Corridor());
    expect(() => view.initial({ options: { task_id: "fr" } })).toThrowError('Did you mean "far"?');
    expect(() => view.transition(3, 1)).toThrowError(expect.objectContaining({ code: "BAD_SNAPSHOT" }));
  });
});
