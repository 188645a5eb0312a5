import type { BaseInfo, ResetOptions, ResetResult, StepResult } from "../../env.ts";
import type { Mask } from "../../mask.ts";
import { createRng } from "../../random.ts";
import type { Space } from "../../space.ts";

/** What both sides of a comparison are asked to do next. */
export type MatchCall =
  | { readonly kind: "reset"; readonly options: ResetOptions }
  | { readonly kind: "step"; readonly action: unknown };

/** What a side gave: the result of the call and the mask it shows after it. */
export interface MatchedResult {
  readonly result: ResetResult<unknown, BaseInfo> | StepResult<unknown, BaseInfo>;
  readonly mask: Mask | undefined;
}

/**
 * Says what both sides do next, from the result of the first side; `undefined` ends the comparison. There is no result
 * before the first call.
 */
export type MatchScript = (last: MatchedResult | undefined) => MatchCall | undefined;

/** How much is played, and from which seed. */
export interface RandomPlay {
  readonly seed: number;
  readonly episodes: number;
  readonly steps: number;
}

/** Whether a result ended its episode. */
export function hasEnded({ result }: MatchedResult): boolean {
  return "reward" in result && (result.terminated || result.truncated);
}

/**
 * Whole episodes of random allowed actions. The first reset has the seed, the later ones none, so that streams that run
 * on are compared too.
 */
export function playRandomly(space: Space<unknown>, { seed, episodes, steps }: RandomPlay): MatchScript {
  const sampler = space.copy?.() ?? space;
  sampler.seed(createRng(seed).fork("match").integer(Number.MAX_SAFE_INTEGER));
  const left = { episodes, steps };
  const reset = (options: ResetOptions): MatchCall | undefined => {
    if (left.episodes === 0) return undefined;
    left.episodes -= 1;
    return { kind: "reset", options };
  };
  return (last) => {
    if (last === undefined) return reset({ seed });
    if (left.steps === 0) return undefined;
    if (hasEnded(last)) return reset({});
    left.steps -= 1;
    const { mask } = last;
    return { kind: "step", action: mask === undefined ? sampler.sample() : sampler.sample(mask) };
  };
}
