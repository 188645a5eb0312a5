import { expect } from "vitest";

const START = /^\[START\] task=(\S+) env=(\S+) model=(\S+)$/;
const STEP =
  /^\[STEP\] step=(\d+) action=([a-z_]+\(\S*\)) reward=(-?\d+\.\d\d) done=(true|false) error=(\S+)$/;
const END = /^\[END\] success=(true|false) steps=(\d+) score=(0\.\d\d) rewards=(\S*)$/;

export interface PrintedStep {
  readonly action: string;
  readonly reward: string;
  readonly done: boolean;
  readonly error: string;
}

export interface PrintedEpisode {
  readonly task: string;
  readonly benchmark: string;
  readonly model: string;
  readonly steps: readonly PrintedStep[];
  readonly success: boolean;
  readonly score: number;
}

function fields(pattern: RegExp, line: string | undefined): readonly string[] {
  const match = pattern.exec(line ?? "");
  expect(match, `${JSON.stringify(line)} against ${pattern}`).not.toBeNull();
  return match?.slice(1) ?? [];
}

function readStep(line: string, number: number): PrintedStep {
  const [step, action = "", reward = "", done, error = ""] = fields(STEP, line);
  expect(step).toBe(String(number));
  expect(reward).not.toBe("-0.00");
  return { action, reward, done: done === "true", error };
}

function readEpisode(lines: readonly string[]): PrintedEpisode {
  const [task = "", benchmark = "", model = ""] = fields(START, lines[0]);
  const steps = lines.slice(1, -1).map((line, index) => readStep(line, index + 1));
  const [success, count, score, rewards] = fields(END, lines.at(-1));
  expect(Number(count)).toBe(steps.length);
  expect(rewards).toBe(steps.map(({ reward }) => reward).join(","));
  expect(Number(score)).toBeGreaterThanOrEqual(0.01);
  expect(Number(score)).toBeLessThanOrEqual(0.99);
  expect(steps.slice(0, -1).every(({ done }) => !done)).toBe(true);
  return { task, benchmark, model, steps, success: success === "true", score: Number(score) };
}

/** Reads what a run printed and checks every rule of the line format on the way. */
export function readContract(stdout: string): readonly PrintedEpisode[] {
  expect(stdout === "" || stdout.endsWith("\n")).toBe(true);
  const lines = stdout.split("\n").slice(0, -1);
  const episodes: string[][] = [];
  for (const line of lines) {
    if (line.startsWith("[START]")) episodes.push([]);
    episodes.at(-1)?.push(line);
  }
  expect(episodes.flat()).toEqual(lines);
  return episodes.map(readEpisode);
}
