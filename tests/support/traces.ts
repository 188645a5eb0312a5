import type { Env, ResetOptions } from "../../src/core/env.ts";
import { SupportDeskDiscreteEnv } from "../../src/supportdesk/env/discrete.ts";
import { SupportDeskEnv } from "../../src/supportdesk/env/structured.ts";
import { SupportDeskTabularEnv } from "../../src/supportdesk/env/tabular.ts";
import { Recorder, type RecorderOptions } from "../../src/wrappers/trace/recorder.ts";
import { MdpEnv, PAIR } from "./toy-envs.ts";
import { WalkEnv } from "./walk-env.ts";

/** Environments that traces are tried with, each made anew. */
export const TRACED: readonly [string, () => Env][] = [
  ["the desk", () => new SupportDeskEnv()],
  ["the discrete desk", () => new SupportDeskDiscreteEnv()],
  ["the tabular desk", () => new SupportDeskTabularEnv({ mask: "workflow", budget: "external" })],
  ["a random walk that truncates", () => new WalkEnv()],
  ["a random toy", () => new MdpEnv(PAIR)],
];

/** Plays one episode of random allowed actions, at most `maxSteps` of them. */
export function playAtRandom(env: Env, options: ResetOptions, maxSteps = 1000): void {
  const sampler = env.actionSpace.copy?.() ?? env.actionSpace;
  sampler.seed(options.seed ?? 0);
  env.reset(options);
  for (let step = 0; step < maxSteps; step += 1) {
    const mask = env.actionMask();
    const { terminated, truncated } = env.step(mask === undefined ? sampler.sample() : sampler.sample(mask));
    if (terminated || truncated) return;
  }
}

/** The trace of an episode with a seed, one cut short, and one whose streams run on. */
export function record(make: () => Env, options: Omit<RecorderOptions, "sink"> = {}): string[] {
  const lines: string[] = [];
  const env = new Recorder(make(), { ...options, sink: (line) => lines.push(line) });
  playAtRandom(env, { seed: 7 });
  playAtRandom(env, { seed: 8 }, 2);
  playAtRandom(env, {});
  return lines;
}
