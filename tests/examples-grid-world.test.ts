import {
  AUTORESET_MODES,
  type AutoresetMode,
  checkEnv,
  countAllowed,
  createAgent,
  createRng,
  type Env,
  evaluate,
  type Finding,
  FlattenObservation,
  fullMask,
  listPlayers,
  type Mask,
  nthAllowed,
  type Rng,
  SyncVectorEnv,
  train,
} from "supportdesk-gym";
import { describe, expect, it } from "vitest";
import { GridWorldEnv } from "../examples/own-environment/grid-world-env.ts";
import { wrapperClasses } from "./support/docs/wrapper-classes.ts";
import { EXCUSED, GRID_WRAPPERS, slipperyGrid } from "./support/grid-wrappers.ts";

const [UP, RIGHT, DOWN, LEFT] = [0, 1, 2, 3];
const learners = listPlayers().filter(({ kind }) => kind === "agent");

/** One step as plain data. */
interface Played {
  readonly observation: unknown;
  readonly reward: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
}

/** A random allowed action; a mask counts the values of its space in their order. */
function drawn(env: Env, rng: Rng): unknown {
  const mask = env.actionMask();
  if (mask === undefined) return env.actionSpace.sample();
  return [...(env.actionSpace.enumerate?.() ?? [])][nthAllowed(mask, rng.integer(countAllowed(mask)))];
}

/** One episode of random allowed actions. */
function playRandomly(env: Env, seed: number): Played[] {
  const played: Played[] = [];
  const rng = createRng(seed);
  env.actionSpace.seed(seed);
  env.reset({ seed });
  for (let isOver = false; !isOver; ) {
    const { observation, reward, terminated, truncated } = env.step(drawn(env, rng));
    played.push({ observation, reward, terminated, truncated });
    isOver = terminated || truncated;
  }
  return played;
}

function errorsOf(make: () => Env): readonly Finding[] {
  const { findings } = checkEnv(make as unknown as () => Env<never, never>, { episodes: 1, maxSteps: 70 });
  return findings.filter(({ severity }) => severity === "error");
}

describe("a grid world of a user's own", () => {
  it("is left by the shortest way in four steps", () => {
    const env = new GridWorldEnv();
    expect(env.reset().info.actionMask).toEqual(Uint8Array.of(0, 1, 0, 0));
    const cells = [RIGHT, DOWN, DOWN, RIGHT].map((action) => env.step(action));
    expect(cells.map(({ observation }) => observation)).toEqual([1, 5, 9, 10]);
    expect(cells.map(({ terminated }) => terminated)).toEqual([false, false, false, true]);
    expect(cells.map(({ reward }) => reward)).toEqual([-1, -1, -1, -1]);
  });

  it("bars walls and edges, and stays where a step would meet one", () => {
    const env = new GridWorldEnv();
    env.reset();
    for (const action of [UP, LEFT, DOWN])
      expect(env.step(action)).toMatchObject({ observation: 0, reward: -1 });
    env.step(RIGHT);
    expect(env.actionMask()).toEqual(Uint8Array.of(0, 1, 1, 1));
    env.step(RIGHT);
    env.step(RIGHT);
    expect(env.actionMask()).toEqual(Uint8Array.of(0, 0, 1, 1));
    expect(() => env.step(4)).toThrowError(expect.objectContaining({ code: "INVALID_ACTION" }));
  });

  it("refuses options it does not have", () => {
    for (const options of [{ slip: 1 }, { slip: Number.NaN }, { slipp: 0.1 }]) {
      expect(() => new GridWorldEnv(options)).toThrowError("slip");
    }
  });

  it("has nothing that the checker calls an error", () => {
    expect(errorsOf(() => new GridWorldEnv() as unknown as Env)).toEqual([]);
  });
});

describe("every bundled wrapper", () => {
  it("stands in the table of this test", () => {
    expect(GRID_WRAPPERS.map(([name]) => name).sort()).toEqual(wrapperClasses().map(({ name }) => name));
  });

  it.each(GRID_WRAPPERS)("%s fits around it", (name, wrap) => {
    const make = (): Env => wrap(slipperyGrid()) as Env;
    expect(String(make())).toContain(`${name}<`);
    const excused = EXCUSED.get(name) ?? [];
    expect(errorsOf(make).filter(({ code }) => !excused.includes(code))).toEqual([]);
    const first = playRandomly(make(), 5);
    expect(playRandomly(make(), 5)).toEqual(first);
    expect(first.at(-1)).toSatisfy(({ terminated, truncated }: Played) => terminated || truncated);
  });
});

/** The first allowed of down, right, left and up. */
function choose(mask: Mask = fullMask(4)): number {
  return [DOWN, RIGHT, LEFT, UP].find((action) => mask[action] === 1) ?? UP;
}

/** A step as one word for comparisons. An observation that a reset has replaced is left out. */
function told(terminated: boolean | undefined, cell: number | undefined, reward: number | undefined): string {
  return `${terminated ? "end" : cell} ${reward}`;
}

/** Rewards and ends of a lone environment that is reset whenever its episode has ended. */
function playAlone(seed: number, steps: number): string[] {
  const env = slipperyGrid();
  env.reset({ seed });
  return Array.from({ length: steps }, () => {
    const { observation, reward, terminated, truncated } = env.step(choose(env.actionMask()));
    if (terminated || truncated) env.reset();
    return told(terminated, observation, reward);
  });
}

/** The same of every place of a vector, without the steps that only reset. */
function playTogether(autoresetMode: AutoresetMode, seeds: readonly number[], steps: number): string[][] {
  const vector = new SyncVectorEnv(slipperyGrid, seeds.length, { autoresetMode });
  const [isManual, skipsResets] = [autoresetMode === "disabled", autoresetMode === "next-step"];
  vector.reset({ seed: seeds });
  const traces = seeds.map((): string[] => []);
  let resetMask = seeds.map(() => false);
  for (let step = 0; step < steps; step += 1) {
    if (isManual && resetMask.includes(true)) vector.reset({ options: { resetMask } });
    const { observations, rewards, terminated, truncated } = vector.step(vector.actionMasks().map(choose));
    for (const [index, trace] of traces.entries()) {
      const isReset = skipsResets && resetMask[index];
      if (!isReset) trace.push(told(terminated[index], observations[index], rewards[index]));
    }
    resetMask = terminated.map((each, index) => each || truncated[index] === true);
  }
  return traces;
}

describe.each(AUTORESET_MODES)("a vector of it under %s", (autoresetMode) => {
  it("plays in each place what a lone environment with its seed plays", () => {
    const seeds = [3, 4, 5];
    const traces = playTogether(autoresetMode, seeds, 100);
    expect(traces).toEqual(traces.map((trace, index) => playAlone(seeds[index] ?? 0, trace.length)));
    expect(new Set(traces.map(String)).size).toBe(3);
    for (const trace of traces)
      expect(trace.filter((each) => each.startsWith("end")).length).toBeGreaterThan(9);
  });
});

describe("every registered learner", () => {
  it.each(learners.map(({ name, ...learner }) => [name, learner] as const))(
    "%s trains on it for a few episodes",
    (name, learner) => {
      const setup = { actionCount: 4, seed: 1 };
      const options = { episodes: 5, evaluateEvery: 0 };
      const readsFeatures = learner.kind === "agent" && learner.reads === "features";
      const result = readsFeatures
        ? train({
            env: new FlattenObservation(slipperyGrid()),
            agent: createAgent<readonly number[]>(name, setup),
            ...options,
          })
        : train({ env: slipperyGrid(), agent: createAgent(name, setup), ...options });
      expect(result.episodes).toBe(5);
      expect(result.evaluation.mean.return).toBeLessThanOrEqual(-4);
    },
  );

  it("finds the shortest way with Q-learning", () => {
    const env = new GridWorldEnv();
    const agent = createAgent("q-learning", { actionCount: 4, seed: 1, horizon: 300 });
    train({ env, agent, episodes: 300, evaluateEvery: 0 });
    expect(evaluate({ env, agent }).mean.return).toBe(-4);
  });
});
