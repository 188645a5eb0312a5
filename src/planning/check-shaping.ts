import type { BaseInfo, Env, ResetResult } from "../core/env.ts";
import { InvalidArgumentError, show } from "../core/errors.ts";
import { checkSeed } from "../core/random.ts";
import { type PlayedShaping, reportShaping, type ShapedStep, type ShapingReport } from "./shaping-report.ts";
import { checkDiscount } from "./value-iteration.ts";

/** Options of {@link checkShaping}. */
export interface CheckShapingOptions<Observation> {
  /** γ of the learner, in [0, 1]. */
  readonly discount: number;
  /** Φ as it is meant; without it, episodes are compared with each other alone. */
  readonly potential?: (observation: Observation, info: BaseInfo) => number;
  /** The part of `info.rewardComponents` that is shaping. @defaultValue "shaping" */
  readonly component?: string;
  /** Episodes of each task, played by random allowed actions; an integer ≥ 1. @defaultValue 20 */
  readonly episodes?: number;
  /** Seed of the first episode, an integer in [0, 2^53); the following ones count up. @defaultValue 0 */
  readonly seed?: number;
  /** Largest difference that passes, ≥ 0, in reward units. @defaultValue 1e-9 */
  readonly tolerance?: number;
}

/**
 * Plays episodes and checks that the shaping part of the rewards telescopes as a potential's must: `Σ γᵗFₜ = −Φ(s₀)`,
 * plus `γᵀΦ(s_T)` where the episode was truncated, with 0 after a termination and the learner's γ. The environment is
 * reset; an episode that was running in it is lost.
 *
 * @throws {InvalidArgumentError} If an option is out of range, Φ is not finite, or rewards have no such part.
 * @see Ng, Harada & Russell, Policy invariance under reward transformations (ICML 1999); Grześ, Reward shaping in
 * episodic reinforcement learning (AAMAS 2017).
 */
export function checkShaping<Observation, Action>(
  env: Env<Observation, Action>,
  options: CheckShapingOptions<Observation>,
): ShapingReport {
  const { discount, episodes = 20, seed = 0, tolerance = 1e-9 } = options;
  checkDiscount(discount);
  if (!Number.isSafeInteger(episodes) || episodes < 1) {
    throw new InvalidArgumentError(`Expected \`episodes\` to be an integer >= 1, got ${episodes}.`);
  }
  if (!(tolerance >= 0)) throw new InvalidArgumentError(`Expected \`tolerance\` >= 0, got ${tolerance}.`);
  env.actionSpace.seed(checkSeed(seed));
  const tasks = env.taskIds.length === 0 ? [undefined] : env.taskIds;
  const played = tasks.flatMap((task) =>
    Array.from({ length: episodes }, (_, rank) => play(env, { ...options, task, episodeSeed: seed + rank })),
  );
  return reportShaping(played, { discount, tolerance });
}

function play<Observation, Action>(
  env: Env<Observation, Action>,
  options: CheckShapingOptions<Observation> & {
    readonly task: string | undefined;
    readonly episodeSeed: number;
  },
): PlayedShaping {
  const { component = "shaping", task, episodeSeed: seed } = options;
  let seen: ResetResult<Observation, BaseInfo> = env.reset(
    task === undefined ? { seed } : { seed, options: { task_id: task } },
  );
  const start = `${task}|${JSON.stringify(seen.observation)}`;
  const steps: ShapedStep[] = [];
  for (;;) {
    const before = potentialOf(seen, options);
    const result = env.step(env.actionSpace.sample(env.actionMask()));
    const added = result.info.rewardComponents?.[component];
    if (added === undefined) {
      const parts = Object.keys(result.info.rewardComponents ?? {});
      throw new InvalidArgumentError(
        `Expected rewards with a part \`${component}\`, got ${parts.length === 0 ? "none" : parts.join(", ")}: name the shaping in \`component\`.`,
      );
    }
    steps.push({ added, before, after: potentialOf(result, options) });
    if (result.terminated || result.truncated) return { start, steps, terminated: result.terminated };
    seen = result;
  }
}

function potentialOf<Observation>(
  { observation, info }: ResetResult<Observation, BaseInfo>,
  { potential }: CheckShapingOptions<Observation>,
): number | undefined {
  const value = potential?.(observation, info);
  if (value === undefined || Number.isFinite(value)) return value;
  throw new InvalidArgumentError(`Expected \`potential\` to give a finite number, got ${show(value)}.`);
}
