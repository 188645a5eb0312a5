import { describe, expect, it } from "vitest";
import { checkEnvironmentsMatch } from "../../../src/core/checks/environments-match.ts";
import type { Env } from "../../../src/core/env.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import { RewardScale } from "../../../src/wrappers/reward/reward-scale.ts";
import { readTrace } from "../../../src/wrappers/trace/read-trace.ts";
import { Recorder } from "../../../src/wrappers/trace/recorder.ts";
import { Replay } from "../../../src/wrappers/trace/replay.ts";
import { replayScript, replayTrace } from "../../../src/wrappers/trace/replay-trace.ts";
import { MdpEnv, PAIR } from "../../support/toy-envs.ts";
import { record, TRACED } from "../../support/traces.ts";
import { WalkEnv } from "../../support/walk-env.ts";

/** Plays a trace back under a recorder. */
function recordAgain(lines: readonly string[], info: boolean): string[] {
  const again: string[] = [];
  const replay = new Replay(lines);
  const recorder = new Recorder(replay, { info, sink: (line) => again.push(line) });
  const script = replayScript(replay);
  for (let call = script(undefined); call !== undefined; call = script(undefined)) {
    if (call.kind === "reset") recorder.reset(call.options);
    else recorder.step(call.action);
  }
  return again;
}

describe.each(TRACED)("a trace of %s", (_name, make) => {
  it.each([false, true])("is the same bytes when it is recorded from its replay, with infos %s", (info) => {
    const lines = record(make, { info });
    expect(recordAgain(lines, info)).toEqual(lines);
  });

  it.each([false, true])("is what the environment plays again, with infos %s", (info) => {
    expect(replayTrace(make, record(make, { info }))).toEqual({ passed: true, findings: [] });
  });

  it("replays as the environment itself played it, read from text", () => {
    const lines = `${record(make).join("\n")}\n`.split("\n");
    const replay = new Replay(lines);
    const options = { info: "superset", script: replayScript(replay) } as const;
    expect(checkEnvironmentsMatch(replay, make(), options).findings).toEqual([]);
    expect(replay.upcoming).toBeUndefined();
  });
});

const WALK = record(() => new WalkEnv());

/** The trace with a field of its first step changed. */
const edited = (field: string, value: unknown): string[] =>
  WALK.map((line, index) => (index === 2 ? JSON.stringify({ ...JSON.parse(line), [field]: value }) : line));

describe("replayTrace", () => {
  it.each<[string, unknown, string, string]>([
    ["reward", 9, "MATCH-REWARD-001", "reward"],
    ["terminated", true, "MATCH-END-001", "terminated"],
    ["components", { gain: 9, luck: 0 }, "MATCH-INFO-001", "info.rewardComponents.gain"],
    ["next", { observation: 41, mask: [1, 1, 1, 1] }, "MATCH-OBS-001", "observation"],
  ])("names the step in which the %s differs first", (field, value, code, path) => {
    const { findings } = replayTrace(
      () => new WalkEnv(),
      field === "terminated" ? onlyStep(field, value) : edited(field, value),
    );
    expect(findings[0]).toMatchObject({ code, path: `episode 0 · step 1 · ${path}` });
  });

  it("finds an environment with another reward, another space or other rules", () => {
    const scaled = replayTrace(() => new RewardScale(new WalkEnv(), { factor: 2 }), WALK);
    expect(scaled.findings[0]).toMatchObject({
      code: "MATCH-REWARD-001",
      path: "episode 0 · step 1 · reward",
    });
    const other = replayTrace(() => new MdpEnv(PAIR), WALK);
    expect(other.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["MATCH-SPACE-001", "MATCH-SPACE-002", "MATCH-OBS-001"]),
    );
  });

  it("closes the environment it made", () => {
    const env = new WalkEnv();
    replayTrace(() => env, WALK);
    expect(() => env.reset()).toThrowError(expect.objectContaining({ code: "ENV_CLOSED" }));
  });
});

function onlyStep(field: string, value: unknown): string[] {
  return edited(field, value).slice(0, 3);
}

describe("Replay", () => {
  const replayed = (): Replay<number, number> => new Replay(WALK);

  it("has the spaces, spec and tasks of the original", () => {
    const replay = replayed();
    expect(replay.actionSpace).toBeInstanceOf(Discrete);
    expect(replay.actionSpace.equals?.(new WalkEnv().actionSpace)).toBe(true);
    expect(replay.metadata.stochastic).toBe(true);
    expect(replay.spec).toBeUndefined();
    expect(replay.unwrapped).toBe(replay);
  });

  it("refuses any action but the recorded one, and goes on", () => {
    const replay = replayed();
    replay.reset();
    const { upcoming } = replay;
    if (upcoming?.event !== "step") throw new Error("Expected a step.");
    const recorded = upcoming.action as number;
    const wrong = (recorded + 1) % 4;
    expect(() => replay.step(wrong)).toThrowError(
      `Expected the recorded action ${recorded} (${upcoming.name}) in step 1 of episode 0, got ${wrong}.`,
    );
    expect(replay.step(recorded).reward).toBe(upcoming.reward);
  });

  it("takes a reset without arguments as the recorded one, and refuses another", () => {
    const replay = replayed();
    expect(() => replay.reset({ seed: 1 })).toThrowError(
      "Expected the reset of episode 0 as it was recorded, with `seed` 7, got 1.",
    );
    expect(() => replay.reset({ options: { task_id: "x" } })).toThrowError("`options.task_id`");
    replay.reset({ seed: 7 });
    expect(() => replay.reset()).toThrowError(
      "Expected step 1 of episode 0, which was recorded next, got a reset.",
    );
  });

  it("refuses a step where the recording stops, and anything after its end", () => {
    const replay = new Replay<number, number>(WALK.slice(0, 2));
    replay.reset();
    expect(() => replay.step(1)).toThrowError(
      "Expected the end of the trace, which was recorded next, got a step.",
    );
    expect(() => replay.reset()).toThrowError(expect.objectContaining({ code: "NOT_RECORDED" }));
  });

  it("keeps the order of calls", () => {
    const replay = replayed();
    const refused = (code: string): unknown => expect.objectContaining({ code });
    expect(() => replay.step(0)).toThrowError(refused("RESET_NEEDED"));
    expect(replay.actionMask()).toBeUndefined();
    replay.reset();
    while (replay.upcoming?.event === "step") replay.step(replay.upcoming.action as number);
    expect(() => replay.step(0)).toThrowError(refused("EPISODE_ENDED"));
    replay.close();
    expect(() => replay.step(0)).toThrowError(refused("ENV_CLOSED"));
    expect(() => replay.reset()).toThrowError(refused("ENV_CLOSED"));
  });

  it("gives fresh values, and the same again from a snapshot", () => {
    const replay = replayed();
    replay.reset();
    const mask = replay.actionMask();
    (mask as Uint8Array | undefined)?.fill(0);
    expect(replay.actionMask()).toContain(1);
    const snapshot = JSON.parse(JSON.stringify(replay.snapshot()));
    const action = replay.upcoming?.event === "step" ? (replay.upcoming.action as number) : 0;
    const first = replay.step(action);
    replay.restore(snapshot);
    expect(replay.step(action)).toEqual(first);
    for (const wrong of [null, { position: -1 }, { ...snapshot, position: 1e6 }]) {
      expect(() => replay.restore(wrong)).toThrowError(expect.objectContaining({ code: "BAD_SNAPSHOT" }));
    }
  });

  it("keeps a space of another library by its description", () => {
    const [, make] = TRACED[0] as (typeof TRACED)[number];
    const replay = new Replay(record(make));
    expect(replay.actionSpace.toJSON()).toEqual((make() as Env).actionSpace.toJSON());
    expect(() => replay.actionSpace.sample()).toThrowError("play the recorded actions");
  });

  it("refuses a trace that goes on from a snapshot", () => {
    const lines = [...WALK, '{"event":"restore","episode":3,"step":1}'];
    expect(() => new Replay(lines)).toThrowError(`Line ${lines.length} of the trace goes on from a snapshot`);
  });
});

describe("readTrace", () => {
  const broken = (index: number, change: (line: string) => string): string[] =>
    WALK.map((line, at) => (at === index ? change(line) : line));
  const withField = (index: number, field: string, value: unknown): string[] =>
    broken(index, (line) => JSON.stringify({ ...JSON.parse(line), [field]: value }));

  it.each<[string, readonly string[], string]>([
    ["no line", [], "Line 1 of the trace cannot be read: expected a header"],
    ["no header", WALK.slice(1), 'expected a header with `schema` "supportdesk.trace/1"'],
    ["another version", withField(0, "schema", "supportdesk.trace/2"), 'got "supportdesk.trace/2"'],
    [
      "a line cut off",
      broken(3, (line) => line.slice(0, 20)),
      "Line 4 of the trace cannot be read: it is not complete JSON.",
    ],
    [
      "a line that is no record",
      broken(3, () => "[1]"),
      "Line 4 of the trace cannot be read: it is no record.",
    ],
    [
      "an unknown event",
      withField(1, "event", "sleep"),
      'expected `event` to be reset, step or restore, got "sleep"',
    ],
    [
      "a wrong field",
      withField(2, "reward", "much"),
      'Line 3 of the trace cannot be read: expected `reward` to be a number, got "much".',
    ],
    ["a wrong mask", withField(2, "mask", [2]), "expected `mask` to be a list of 0 and 1 or null, got [2]"],
    ["a wrong propensity", withField(2, "propensity", 0), "expected `propensity` to be in (0, 1], got 0"],
    [
      "a missing step",
      WALK.filter((_line, index) => index !== 3),
      "Line 4 of the trace cannot be read: expected `step` 2, got 3.",
    ],
    [
      "a missing reset",
      WALK.filter((_line, index) => index !== 1),
      "Line 2 of the trace cannot be read: it is a step outside an episode.",
    ],
    ["a wrong episode", withField(2, "episode", 4), "expected `episode` 0, got 4"],
  ])("refuses %s", (_name, lines, message) => {
    expect(() => readTrace(lines)).toThrowError(expect.objectContaining({ code: "BAD_FILE" }));
    expect(() => readTrace(lines)).toThrowError(message);
  });
});
