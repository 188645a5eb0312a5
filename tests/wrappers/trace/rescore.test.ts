import { describe, expect, it } from "vitest";
import { TransformReward } from "../../../src/wrappers/reward/transform-reward.ts";
import { Recorder } from "../../../src/wrappers/trace/recorder.ts";
import { rescore } from "../../../src/wrappers/trace/rescore.ts";
import { record } from "../../support/traces.ts";
import { WalkEnv } from "../../support/walk-env.ts";

/** Two steps forth, one leap; then one step that a snapshot is restored for. */
function walked(): string[] {
  const lines: string[] = [];
  const env = new Recorder(new WalkEnv(), { sink: (line) => lines.push(line) });
  env.reset({ seed: 4 });
  env.step(2);
  env.step(2);
  const snapshot = env.snapshot();
  env.step(3);
  env.restore(snapshot);
  env.step(1);
  return lines;
}

const gain = ({ gain: gained = 0 }: Readonly<Record<string, number>>): number => gained;

describe("rescore", () => {
  it("sums the new rewards of each episode", () => {
    const { episodes, failures } = rescore(walked(), gain);
    expect(failures).toEqual([]);
    expect(episodes).toMatchObject([
      { episode: 0, seed: 4, steps: 3, complete: false, return: 0.1 + 0.1 + 0.2 },
      { episode: 1, seed: null, steps: 1, complete: false, return: 0 },
    ]);
  });

  it("gives the recorded returns for the recorded rewards", () => {
    const lines = record(() => new WalkEnv());
    const { episodes } = rescore(lines, ({ gain: gained = 0, luck = 0 }) => gained + luck);
    expect(episodes.map(({ complete }) => complete)).toEqual([true, false, true]);
    for (const each of episodes) expect(each.return).toBe(each.recordedReturn);
  });

  it("is what an environment with that reward plays", () => {
    const lines = record(() => new WalkEnv());
    const doubled = record(() => new TransformReward(new WalkEnv(), { transform: (reward) => 2 * reward }));
    const returns = rescore(doubled, (_components, { reward }) => reward).episodes.map((each) => each.return);
    const { episodes } = rescore(lines, (_components, { reward }) => 2 * reward);
    expect(episodes.map((each) => each.return)).toEqual(returns);
  });

  it.each<[string, (step: number) => number, string]>([
    ["is a record", () => ({}) as never, "Expected a finite number as the reward, got [object Object]."],
    ["is not a number", () => Number.NaN, "Expected a finite number as the reward, got NaN."],
    [
      "throws",
      () => {
        throw new Error("grader is away");
      },
      "grader is away",
    ],
  ])("keeps an episode whose reward %s apart from those of return 0", (_name, fail, message) => {
    const { episodes, failures } = rescore(walked(), (components, { episode, step }) =>
      episode === 0 && step === 2 ? fail(step) : gain(components),
    );
    expect(episodes.map(({ episode }) => episode)).toEqual([1]);
    expect(failures).toMatchObject([{ episode: 0, seed: 4, steps: 3, step: 2, message }]);
    expect(failures[0]).not.toHaveProperty("return");
  });

  it("hands out no parts where none were recorded", () => {
    const bare = walked().map((line) => {
      const value = JSON.parse(line);
      return JSON.stringify(value.event === "step" ? { ...value, components: null } : value);
    });
    const { episodes } = rescore(bare, (components) => Object.keys(components).length);
    expect(episodes.map((each) => each.return)).toEqual([0, 0]);
  });

  it("refuses what is no trace", () => {
    expect(() => rescore(["{}"], gain)).toThrowError("Line 1 of the trace");
  });
});
