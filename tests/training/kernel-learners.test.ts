import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agentFromJSON, createAgent } from "../../src/core/agent-registry.ts";
import { fullMask } from "../../src/core/mask.ts";
import { createRng } from "../../src/core/random.ts";
import { actionLibrary } from "../../src/supportdesk/action-library/index.ts";
import { SupportDeskTabularEnv } from "../../src/supportdesk/env/tabular.ts";
import type { RewardFunction } from "../../src/supportdesk/rewards.ts";
import { drawInteger, drawWideInteger, generatorOf } from "../../src/training/kernels/generator.ts";
import { kernelFor } from "../../src/training/kernels/kernel-for.ts";
import { createTraining, resumeTraining } from "../../src/training/train.ts";
import { left, made, PLAIN, watching } from "../support/kernel-trainings.ts";
import { anyTraining, KERNEL_AGENTS, type Training } from "../support/training-arbitraries.ts";

type Setup = ReturnType<typeof made>;

/** A whole run that is saved as JSON and taken up by new objects after so many steps each. */
function restoredAfter(training: Training, cuts: readonly number[], { watched }: { watched: boolean }) {
  const { seed, episodes, evaluateEvery } = training;
  const callbacks = watched ? [watching()] : [];
  let setup = made(training);
  let run = createTraining({ ...setup, seed, episodes, evaluateEvery, callbacks });
  for (const steps of cuts) {
    run.advance(steps);
    const state = JSON.parse(JSON.stringify(run.save())) as unknown;
    const env = new SupportDeskTabularEnv(training.desk);
    const resumed = resumeTraining<number>({ env, episodes, evaluateEvery, callbacks, state });
    run = resumed.run;
    setup = { env, agent: resumed.agent as Setup["agent"] };
  }
  run.advance();
  return left(setup, { result: run.finish() });
}

/** What is left of both ways to train an agent on, from the same beginning. */
function bothWays(begin: () => Setup["agent"], train: (setup: Setup, callbacks: object[]) => void): string[] {
  return [[], [watching()]].map((callbacks) => {
    const setup = { env: new SupportDeskTabularEnv(), agent: begin() };
    train(setup, callbacks);
    return left(setup);
  });
}

/** Trains for some episodes, and says so where that goes another way than it should. */
function trainOn({ env, agent }: Setup, callbacks: object[], episodes = 40): void {
  const run = createTraining({ env, agent, episodes, seed: "continue", evaluateEvery: 0, callbacks });
  run.advance();
  expect(run.stepByStepReason === undefined).toBe(callbacks.length === 0);
}

describe("an agent that is trained on compiled arrays", () => {
  it("is saved and restored between any two portions", () => {
    const portions = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(anyTraining, portions, (training, cuts) => {
        const whole = restoredAfter(training, [], { watched: true });
        expect(restoredAfter(training, cuts, { watched: false })).toBe(whole);
      }),
      { numRuns: 40 },
    );
  });

  it.each(KERNEL_AGENTS)("goes on where two runs train the same %s in turn", (name) => {
    const training = { ...PLAIN, agent: name };
    const [compiled, watched] = [[], [watching()]].map((callbacks) => {
      const { env, agent } = made(training);
      const other = new SupportDeskTabularEnv({ mask: "none" });
      const runs = [env, other].map((each) =>
        createTraining({ env: each, agent, episodes: 60, seed: 2, evaluateEvery: 0, callbacks }),
      );
      for (const steps of [70, 60, 50]) for (const run of runs) run.advance(steps);
      for (const run of runs) run.advance();
      return left({ env, agent }, { other: other.snapshot() });
    });
    expect(compiled).toBe(watched);
  });
});

/** A desk that pays too much once a reply was written. */
const tooMuch: RewardFunction = ({ after }) => ({ value: after.view.case.reply === null ? 1 : 1e150 });
const GENEROUS = { reward: tooMuch, actions: actionLibrary("minimal~submit+submit") };

describe("a reward that is too large for some agents", () => {
  it.each(KERNEL_AGENTS)("leaves %s and the environment as step by step, with the same error", (name) => {
    const [compiled, watched] = [[], [watching()]].map((callbacks) => {
      const setup = made({ ...PLAIN, desk: GENEROUS, agent: name });
      const run = createTraining({ ...setup, seed: "continue", episodes: 40, evaluateEvery: 0, callbacks });
      let message = "none";
      try {
        run.advance();
      } catch (error) {
        message = String(error);
      }
      return left(setup, { message, episodes: run.episodes });
    });
    expect(compiled).toBe(watched);
    expect(/Expected rewards/.test(String(compiled))).toBe(["dyna-q", "epsilon-greedy"].includes(name));
  });

  it("is not compiled for the next agent either", () => {
    const { env, agent } = made({ ...PLAIN, desk: GENEROUS });
    createTraining({ env, agent, seed: "continue", episodes: 40, evaluateEvery: 0 }).advance();
    const { agent: next } = made({ ...PLAIN, desk: GENEROUS });
    expect(kernelFor({ env, agent: next, callbacks: [] })).toEqual({
      reason: "A reward is beyond ±1e+100.",
    });
  });
});

describe("double Q-learning on compiled arrays", () => {
  it("is not begun from a value beyond what cannot overflow in either table", () => {
    const { env, agent } = made({ ...PLAIN, agent: "double-q-learning" });
    const row = (value: number) => [Array.from({ length: agent.actionCount }, () => value)];
    const counts = row(1);
    const saved = agent.toJSON();
    const state = {
      ...(saved.state as object),
      table: { keys: [0], values: row(0), counts },
      extra: { first: { values: row(1e200), counts }, second: { values: row(-1e200), counts } },
    };
    const huge = agentFromJSON<number>({ ...saved, state: JSON.parse(JSON.stringify(state)) });
    expect(kernelFor({ env, agent: huge, callbacks: [] })).toEqual({
      reason: "A value of the agent is beyond ±1e+100.",
    });
  });
});

describe("Dyna-Q on compiled arrays", () => {
  const learner = () => made({ ...PLAIN, agent: "dyna-q" }).agent;

  it("plans with steps of several time steps, and of rows that the environment does not have", () => {
    const begin = () => {
      const { env } = made(PLAIN);
      const actionCount = env.library.size;
      const hyperparameters = { discount: 0.9, planningSteps: 20, seed: 3, horizon: 40 };
      const agent = createAgent("dyna-q", { actionCount, ...hyperparameters });
      const mask = fullMask(actionCount);
      const step = { mask, nextMask: mask, propensity: 1, truncated: false, terminated: false };
      const rows = [0, 1, 2, 1e15, 1e15 + 1];
      for (const [place, context] of rows.entries()) {
        const nextContext = rows[(place + 2) % rows.length] ?? 0;
        agent.learn({ ...step, context, nextContext, action: place, reward: place / 4, duration: 1 + place });
        agent.learn({ ...step, context, nextContext: 0, action: place, reward: 0.5, terminated: true });
      }
      return agent;
    };
    const [compiled, watched] = bothWays(begin, trainOn);
    expect(compiled).toBe(watched);
  });

  it("draws outcomes of pairs that were tried more than 2^24 times", () => {
    const trained = learner();
    trainOn({ env: new SupportDeskTabularEnv(), agent: trained }, []);
    const text = JSON.stringify(trained).replaceAll(
      /"outcomes":\[(\[.*?\])\]/g,
      (_, outcomes: string) => `"outcomes":[${outcomes.replaceAll(/,(\d+)\]/g, ",3000000$1]")}]`,
    );
    expect(text).toMatch(/,3000000\d+\],\[/);
    const begin = () => agentFromJSON<number>(JSON.parse(text)) as Setup["agent"];
    const [compiled, watched] = bothWays(begin, trainOn);
    expect(compiled).toBe(watched);
  });

  it("is not begun where a reward of the learned model is beyond what cannot overflow", () => {
    const { env, agent } = made({ ...PLAIN, agent: "dyna-q" });
    trainOn({ env, agent }, [], 4);
    const text = JSON.stringify(agent).replace(/"meanReward":[^,]*/, '"meanReward":1e200');
    const huge = agentFromJSON<number>(JSON.parse(text));
    expect(kernelFor({ env, agent: huge, callbacks: [] })).toEqual({
      reason: "A value of the agent is beyond ±1e+100.",
    });
  });
});

describe("a copy of a random stream", () => {
  it("draws integers as the stream does", () => {
    const counts = fc.oneof(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 2 ** 24 - 2, max: 2 ** 24 + 2 }),
      fc.maxSafeNat().map((count) => count + 1),
    );
    fc.assert(
      fc.property(fc.nat(), fc.array(counts), (seed, all) => {
        const rng = createRng(seed);
        const generator = generatorOf(rng);
        for (const count of all) expect(drawWideInteger(generator, count)).toBe(rng.integer(count));
        expect(drawInteger(generator, 24)).toBe(rng.integer(24));
        expect([...generator]).toEqual([...generatorOf(rng)]);
      }),
    );
  });
});
