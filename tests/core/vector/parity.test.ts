import { describe, expect, it } from "vitest";
import type { BaseInfo, Env, ResetResult, StepResult } from "../../../src/core/env.ts";
import { nthAllowed } from "../../../src/core/mask.ts";
import { createRng, type Rng } from "../../../src/core/random.ts";
import { AUTORESET_MODES, type AutoresetMode, SEEDINGS } from "../../../src/core/vector/options.ts";
import type { VectorInfo } from "../../../src/core/vector/results.ts";
import { vectorSeeds } from "../../../src/core/vector/seeds.ts";
import { SyncVectorEnv } from "../../../src/core/vector/sync-vector-env.ts";
import { SupportDeskTabularEnv } from "../../../src/supportdesk/env/tabular.ts";
import { MdpEnv, PAIR } from "../../support/toy-envs.ts";

const COUNT = 4;
const EPISODES = 1000;
const MAX_STEPS = 100_000;

type Info = VectorInfo<number>;

/** A lone environment with the autoreset written out by hand. */
class Lone {
  readonly env: Env<number, number>;
  readonly #mode: AutoresetMode;
  #ended = false;
  episodes = 0;
  /** Episodes that terminated, and those that were truncated. */
  readonly ends = { terminated: 0, truncated: 0 };
  info: BaseInfo = {};

  constructor(env: Env<number, number>, mode: AutoresetMode, seed: number) {
    this.env = env;
    this.#mode = mode;
    this.first = this.reset(seed);
  }

  readonly first: ResetResult<number, BaseInfo>;

  get ended(): boolean {
    return this.#ended;
  }

  reset(seed?: number): ResetResult<number, BaseInfo> {
    const result = this.env.reset(seed === undefined ? {} : { seed });
    this.#ended = false;
    this.info = result.info;
    return result;
  }

  step(action: number): StepResult<number, Info> {
    if (this.#ended) return { ...this.reset(), reward: 0, terminated: false, truncated: false };
    const result = this.env.step(action);
    this.info = result.info;
    this.#ended = result.terminated || result.truncated;
    if (!this.#ended) return result;
    this.episodes += 1;
    if (result.terminated) this.ends.terminated += 1;
    if (result.truncated) this.ends.truncated += 1;
    if (this.#mode !== "same-step") return result;
    const next = this.reset();
    const final = { finalObservation: result.observation, finalInfo: result.info };
    return { ...result, observation: next.observation, info: { ...next.info, ...final } };
  }
}

function randomAction(rng: Rng, { env, info, ended }: Lone): number {
  const mask = ended ? undefined : info.actionMask;
  if (mask === undefined) return rng.integer(env.actionSpace.size);
  return nthAllowed(mask, rng.integer(mask.reduce((sum, bit) => sum + bit, 0)));
}

/** Resets what has ended in both; the observations that came back must be the same. */
function resetEnded(vector: SyncVectorEnv<number, number>, lones: readonly Lone[]): void {
  const resetMask = lones.map(({ ended }) => ended);
  if (!resetMask.includes(true)) return;
  const reset = vector.reset({ options: { resetMask } });
  const expected = lones.map((lone) => (lone.ended ? lone.reset() : undefined));
  expect(reset.observations).toEqual(expected.map((result) => result?.observation));
  expect(reset.infos).toEqual(expected.map((result) => result?.info));
}

/** Plays at random in both until `EPISODES` have ended. @returns The episodes that ended, by environment. */
function playBoth(vector: SyncVectorEnv<number, number>, lones: readonly Lone[]): readonly number[] {
  const rng = createRng(7).fork("actions");
  const isDisabled = vector.metadata.autoresetMode === "disabled";
  const ended = (): number => lones.reduce((sum, { episodes }) => sum + episodes, 0);
  for (let step = 0; ended() < EPISODES && step < MAX_STEPS; step += 1) {
    const actions = lones.map((lone) => randomAction(rng, lone));
    const results = lones.map((lone, index) => lone.step(actions[index] ?? 0));
    expect(vector.step(actions)).toEqual({
      observations: results.map(({ observation }) => observation),
      infos: results.map(({ info }) => info),
      rewards: Float64Array.from(results, ({ reward }) => reward),
      terminated: results.map(({ terminated }) => terminated),
      truncated: results.map(({ truncated }) => truncated),
    });
    if (isDisabled) resetEnded(vector, lones);
  }
  return lones.map(({ episodes }) => episodes);
}

const CASES = [
  [
    "the tabular desk that truncates",
    () => new SupportDeskTabularEnv({ mask: "workflow", budget: "external" }),
  ],
  ["a random toy that truncates", () => new MdpEnv(PAIR)],
] as const;

describe.each(CASES)("a vector of %s", (name, create) => {
  it.each(AUTORESET_MODES)("plays what lone environments play under %s", (autoresetMode) => {
    const vector: SyncVectorEnv<number, number> = new SyncVectorEnv<number, number>(create, COUNT, {
      autoresetMode,
    });
    const lones = vectorSeeds(11, COUNT).map((seed) => new Lone(create(), autoresetMode, seed));
    const first = vector.reset({ seed: 11 });
    expect(first.observations).toEqual(lones.map((lone) => lone.first.observation));
    expect(first.infos).toEqual(lones.map((lone) => lone.first.info));
    const episodes = playBoth(vector, lones);
    expect(episodes.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(EPISODES);
    expect(vector.statistics.map(({ episodesEnded }) => episodesEnded)).toEqual(episodes);
    const ends = (kind: "terminated" | "truncated"): number =>
      lones.reduce((sum, lone) => sum + lone.ends[kind], 0);
    expect(ends("terminated")).toBeGreaterThan(0);
    if (name.endsWith("truncates")) expect(ends("truncated")).toBeGreaterThan(0);
  });
});

describe("the seeds of a vector", () => {
  it.each(SEEDINGS)("do not shift when environments are added: %s", (seeding) => {
    expect(vectorSeeds(5, 9, seeding).slice(0, 4)).toEqual(vectorSeeds(5, 4, seeding));
  });

  it("are root seed + index where that is asked for", () => {
    expect(vectorSeeds(5, 3, "sequential")).toEqual([5, 6, 7]);
  });

  it("are distinct by label, also between near root seeds", () => {
    const seeds = [0, 1, 2].flatMap((root) => vectorSeeds(root, 100));
    expect(new Set(seeds).size).toBe(300);
    expect(seeds.every((seed) => Number.isSafeInteger(seed) && seed >= 0)).toBe(true);
  });

  it("may be listed", () => {
    expect(vectorSeeds([3, 1], 2)).toEqual([3, 1]);
  });

  it.each([
    [() => vectorSeeds([3], 2), "Expected `seed` to list 2 seeds, got 1."],
    [() => vectorSeeds([3, -1], 2), "Expected `seed` to be an integer in [0, 9007199254740991], got -1."],
    [
      () => vectorSeeds(Number.MAX_SAFE_INTEGER, 2, "sequential"),
      "Expected `seed` to be an integer in [0, 9007199254740991], got 9007199254740992.",
    ],
  ])("must be seeds, one for each environment", (derive, message) => {
    expect(derive).toThrowError(message);
  });
});
