import { describe, expect, it } from "vitest";
import { batchQ, createAgent, make, Recorder, traceTransitions } from "../../../src/index.ts";
import { WalkEnv } from "../../support/walk-env.ts";

/** Plays random allowed actions of the desk, each written down with its propensity. */
function deskTrace(episodes: number): string[] {
  const lines: string[] = [];
  const desk = make("SupportDeskTabular-v1", { tasks: ["billing_refund_easy"] });
  const env = new Recorder(desk, { sink: (line) => lines.push(line) });
  const agent = createAgent("q-learning", { actionCount: desk.actionSpace.n, epsilon: 1 });
  for (let episode = 0; episode < episodes; episode += 1) {
    let { observation, info } = env.reset(episode === 0 ? { seed: 0 } : {});
    for (let over = false; !over; ) {
      const { action, propensity } = agent.act(observation, info.actionMask ?? new Uint8Array());
      env.annotate({ propensity });
      const result = env.step(action);
      ({ observation, info } = result);
      over = result.terminated || result.truncated;
    }
  }
  return lines;
}

describe("the transitions of a trace", () => {
  it("are the steps that were taken: each begins where the one before led", () => {
    const lines = deskTrace(3);
    const transitions = traceTransitions(lines);
    expect(transitions).toHaveLength(lines.filter((line) => line.startsWith('{"event":"step"')).length);
    for (const [index, step] of transitions.entries()) {
      const before = transitions[index - 1];
      expect(step.propensity).toBeCloseTo(1 / step.mask.filter((bit) => bit === 1).length, 12);
      if (before === undefined || before.terminated) continue;
      expect(step.context).toBe(before.nextContext);
      expect(step.mask).toEqual(before.nextMask);
    }
  });

  it("teach a learner without an environment", () => {
    const desk = make("SupportDeskTabular-v1", { tasks: ["billing_refund_easy"] });
    const transitions = traceTransitions(deskTrace(4000));
    const agent = batchQ({ transitions, discount: 1, sweeps: 10, actionCount: desk.actionSpace.n });
    let { observation, info } = desk.reset();
    let rawScore = 0;
    for (let over = false; !over; ) {
      const result = desk.step(agent.actGreedily(observation, info.actionMask ?? new Uint8Array()));
      ({ observation, info } = result);
      over = result.terminated;
      rawScore = info.episode?.rawScore ?? 0;
    }
    expect(rawScore).toBe(1);
  });

  it("need table rows", () => {
    const lines: string[] = [];
    const env = new Recorder(make("SupportDeskDiscrete-v1"), { sink: (line) => lines.push(line) });
    env.reset({ seed: 0 });
    env.step(0);
    expect(() => traceTransitions(lines)).toThrowError("step 1 of episode 0");
  });

  it("allow every action where nothing is masked", () => {
    const lines: string[] = [];
    const env = new Recorder(new WalkEnv(), { sink: (line) => lines.push(line) });
    env.reset({ seed: 0 });
    env.step(1);
    const [step] = traceTransitions(lines);
    expect(step?.mask.length).toBe(env.actionSpace.size);
    expect(step?.propensity).toBe(1);
  });
});
