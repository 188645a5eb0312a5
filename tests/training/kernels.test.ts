import fc from "fast-check";
import { describe, expect, it } from "vitest";
import "../../src/agents/register.ts";
import { createAgent } from "../../src/core/agent-registry.ts";
import { actionLibrary } from "../../src/supportdesk/action-library/index.ts";
import { SupportDeskTabularEnv } from "../../src/supportdesk/env/tabular.ts";
import type { RewardFunction } from "../../src/supportdesk/rewards.ts";
import type { TrainingKernel } from "../../src/training/kernels/kernel.ts";
import { kernelFor } from "../../src/training/kernels/kernel-for.ts";
import { createTraining, resumeTraining } from "../../src/training/train.ts";
import { left, made, PLAIN, watching } from "../support/kernel-trainings.ts";
import { anyTraining, KERNEL_AGENTS, type Training } from "../support/training-arbitraries.ts";

function kernelOf({ env, agent }: ReturnType<typeof made>): TrainingKernel {
  const choice = kernelFor({ env, agent, callbacks: [] });
  if ("reason" in choice) throw new Error(choice.reason);
  return choice.kernel;
}

/** A training step by step, with the steps and the sum of the returns after its first episode. */
function stepByStep(training: Training) {
  const setup = made(training);
  const { seed, episodes } = training;
  let steps = 0;
  let returnSum = 0;
  const onEpisodeEnd = (event: { episodes: number; steps: number; return: number }): undefined => {
    if (event.episodes === 1) return;
    steps += event.steps;
    returnSum += event.return;
  };
  const callbacks = [watching(), { onEpisodeEnd }];
  createTraining({ ...setup, seed, episodes, evaluateEvery: 0, callbacks }).advance();
  return left(setup, { episodes: episodes - 1, steps, returnSum });
}

/** The same by a kernel that plays `portion` episodes at a time, after a first episode step by step. */
function byKernel(training: Training, portion: number): string {
  const setup = made(training);
  const { seed, episodes } = training;
  createTraining({ ...setup, seed, episodes: 1, evaluateEvery: 0 }).advance();
  const kernel = kernelOf(setup);
  let played = { episodes: 0, steps: 0, returnSum: 0 };
  while (played.episodes < episodes - 1) {
    const wanted = Math.min(portion, episodes - 1 - played.episodes);
    const { returnSum } = played;
    const next = kernel.play({ episodes: wanted, steps: Number.POSITIVE_INFINITY, returnSum });
    if ("error" in next) throw next.error;
    played = {
      episodes: played.episodes + next.episodes,
      steps: played.steps + next.steps,
      returnSum: next.returnSum,
    };
  }
  return left(setup, played);
}

describe("a training on compiled arrays", () => {
  it("leaves agent, environment, steps and returns in the same bits as one step by step", () => {
    fc.assert(
      fc.property(anyTraining, fc.integer({ min: 1, max: 50 }), (training, portion) => {
        expect(byKernel(training, portion)).toBe(stepByStep(training));
      }),
      { numRuns: 100 },
    );
  });

  it("makes the same curve, evaluations and states, in portions that end anywhere", () => {
    const portions = fc.array(fc.integer({ min: 1, max: 120 }), { maxLength: 5 });
    fc.assert(
      fc.property(anyTraining, portions, (training, cuts) => {
        const whole = inPortions(training, [], { watched: true });
        expect(inPortions(training, cuts, { watched: false })).toBe(whole);
      }),
      { numRuns: 40 },
    );
  });

  it.each(KERNEL_AGENTS)("learns on from %s that was trained elsewhere in between", (agentName) => {
    const training = { ...PLAIN, agent: agentName, episodes: 60 };
    const [left1, left2] = [true, false].map((watched) => {
      const { env, agent } = made(training);
      const callbacks = watched ? [watching()] : [];
      for (const next of ["continue", 3, "continue"] as const) {
        createTraining({ env, agent, episodes: 20, seed: next, evaluateEvery: 0, callbacks }).advance();
        const other = new SupportDeskTabularEnv({ tasks: ["api_incident_hard"] });
        createTraining({ env: other, agent, episodes: 5, seed: 1, callbacks }).advance(17);
      }
      return left({ env, agent });
    });
    expect(left1).toBe(left2);
  });

  it("goes over to a training step by step, and back, where a run is saved in the middle of an episode", () => {
    const { seed, episodes } = PLAIN;
    const rest = { episodes, evaluateEvery: 7 };
    const expected = inPortions({ ...PLAIN, evaluateEvery: 7 }, [], { watched: true });
    const setup = made(PLAIN);
    let run = createTraining({ ...setup, ...rest, seed, callbacks: [] });
    let { env, agent } = setup;
    for (const steps of [31, 50, 1, 77]) {
      run.advance(steps);
      const state = JSON.parse(JSON.stringify(run.save())) as unknown;
      env = new SupportDeskTabularEnv(PLAIN.desk);
      const resumed = resumeTraining<number>({ ...rest, env, state });
      run = resumed.run;
      agent = resumed.agent as typeof agent;
    }
    run.advance();
    expect(left({ env, agent }, { result: run.finish() })).toBe(expected);
  });
});

/** A whole run, its result included, taken up again after so many steps each. */
function inPortions(training: Training, cuts: readonly number[], { watched }: { watched: boolean }): string {
  const setup = made(training);
  const { seed, episodes, evaluateEvery } = training;
  const callbacks = watched ? [watching()] : [];
  const run = createTraining({ ...setup, seed, episodes, evaluateEvery, callbacks });
  for (const steps of cuts) run.advance(steps);
  run.advance();
  return left(setup, { result: run.finish() });
}

/** A desk whose custom reward throws, or pays, in its sixth step. */
function strange(reward: RewardFunction): Training {
  const actions = actionLibrary("minimal~submit+submit");
  return { ...PLAIN, desk: { reward, actions }, episodes: 40 };
}

describe("a kernel that meets something strange", () => {
  it("leaves everything as step by step where a reward function throws", () => {
    const reward: RewardFunction = ({ after }) => ({
      value: after.view.case.reply === null ? 1 : Number.NaN,
    });
    const [first, second] = [true, false].map((watched) => {
      const setup = made(strange(reward));
      const callbacks = watched ? [watching()] : [];
      const run = createTraining({ ...setup, episodes: 40, evaluateEvery: 0, callbacks });
      expect(() => run.advance()).toThrow(/finite/);
      return left(setup, { episodes: run.episodes });
    });
    expect(second).toBe(first);
  });

  it("learns from huge rewards as step by step", () => {
    const reward: RewardFunction = ({ after }) => ({ value: after.view.case.reply === null ? 1 : 1e150 });
    const training = strange(reward);
    expect(inPortions(training, [], { watched: false })).toBe(inPortions(training, [], { watched: true }));
  });
});

describe("a training run", () => {
  it.each(KERNEL_AGENTS)(
    "trains %s on compiled arrays, and says why it does not where a callback watches",
    (agent) => {
      const [compiled, watched] = [[], [watching()]].map((callbacks) => {
        const run = createTraining({ ...made({ ...PLAIN, agent }), episodes: 20, callbacks });
        run.advance();
        return run.stepByStepReason;
      });
      expect(compiled).toBeUndefined();
      expect(watched).toBe("A callback watches steps.");
    },
  );
});

describe("a training run that has nothing left to train", () => {
  it("says how it would have been trained", () => {
    const { env, agent } = made(PLAIN);
    const reason = (callbacks: readonly object[]) =>
      createTraining({ env, agent, episodes: 1, callbacks }).stepByStepReason;
    expect([reason([]), reason([watching()])]).toEqual([undefined, "A callback watches steps."]);
  });
});

describe("kernelFor", () => {
  it("says why a training goes step by step", () => {
    const { env, agent } = made(PLAIN);
    const reasonFor = (changed: object): unknown => {
      const choice = kernelFor({ env, agent, callbacks: [], ...changed });
      return "reason" in choice ? choice.reason : "none";
    };
    const of = (name: string, given = {}) => createAgent(name, { actionCount: env.library.size, ...given });
    class Derived extends SupportDeskTabularEnv {}
    const replaced = new SupportDeskTabularEnv();
    replaced.step = (action) => SupportDeskTabularEnv.prototype.step.call(replaced, action);
    expect(reasonFor({})).toBe("none");
    expect(reasonFor({ callbacks: [watching()] })).toBe("A callback watches steps.");
    expect(reasonFor({ callbacks: [{ onEpisodeEnd: () => undefined }] })).toBe(
      "A callback watches episodes by more than reports.",
    );
    expect(reasonFor({ callbacks: [{ onEpisodeReport: () => undefined }] })).toBe("none");
    expect(reasonFor({ callbacks: [{ onEvaluate: () => undefined }] })).toBe("none");
    for (const other of [new Derived(), replaced]) expect(reasonFor({ env: other })).toMatch(/environment/);
    expect(reasonFor({ agent: of("ucb1") })).toBe("There is no kernel for ucb1.");
    expect(reasonFor({ agent: of("q-learning", { exploration: "ucb" }) })).toMatch(/ε-greedy/);
    expect(reasonFor({ agent: of("q-learning", { initialValue: 1e200 }) })).toMatch(/beyond/);
  });
});
