import { describe, expect, it } from "vitest";
import type { Env } from "../../../src/core/env.ts";
import { EnvSpec } from "../../../src/core/env-spec.ts";
import { make } from "../../../src/index.ts";
import { TransformReward } from "../../../src/wrappers/reward/transform-reward.ts";
import { Recorder, type RecorderOptions } from "../../../src/wrappers/trace/recorder.ts";
import { Corridor } from "../../support/toy-envs.ts";
import { record, TRACED } from "../../support/traces.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

const LOST = { sink: () => {} };

function recording(inner: Env<number, number>, options: Omit<RecorderOptions, "sink"> = {}) {
  const lines: string[] = [];
  const env = new Recorder(inner, { ...options, sink: (line) => lines.push(line) });
  return { env, lines, read: () => lines.map((line) => JSON.parse(line)) };
}

keepsWrapperContract({ name: "Recorder", wrap: (inner) => new Recorder(inner, LOST) });

describe("Recorder", () => {
  it("writes a header, and a line for each reset and step", () => {
    const { env, lines } = recording(new Corridor(new EnvSpec("Corridor-v1")));
    expect(lines).toEqual([]);
    env.reset({ seed: 3, options: { task_id: "near" } });
    env.step(1);
    expect(lines).toEqual([
      '{"schema":"supportdesk.trace/1","spec":{"id":"Corridor-v1","kwargs":{}},"observationSpace":{"type":"Discrete","n":5},"actionSpace":{"type":"Discrete","n":2,"labels":["left","right"]},"taskIds":["near","far"],"stochastic":false}',
      '{"event":"reset","episode":0,"seed":3,"options":{"task_id":"near"},"next":{"observation":3,"mask":null}}',
      '{"event":"step","episode":0,"step":1,"key":3,"mask":null,"action":1,"name":"right","reward":0.9,"components":null,"terminated":true,"truncated":false,"next":{"observation":4,"mask":null}}',
    ]);
  });

  it("says what a step acted on and was offered, and the parts of its reward in order", () => {
    const { env, read } = recording(new WalkEnv());
    env.reset({ seed: 1 });
    env.step(2);
    env.step(1);
    const [, reset, first, second] = read();
    expect(reset.next).toEqual({ observation: 20, mask: [1, 1, 1, 1] });
    expect(first).toMatchObject({
      key: 20,
      mask: [1, 1, 1, 1],
      next: { observation: 21, mask: [0, 1, 1, 1] },
    });
    expect(second).toMatchObject({ step: 2, key: 21, mask: [0, 1, 1, 1], name: "stay" });
    expect(Object.keys(first.components)).toEqual(["gain", "luck"]);
    expect(first.components.gain + first.components.luck).toBe(first.reward);
  });

  it("writes what an agent says of the next step, once", () => {
    const { env, read } = recording(new WalkEnv());
    env.reset({ seed: 1 });
    env.annotate({ values: Float64Array.of(0.5, 2), propensity: 0.25, greedy: false });
    env.step(1);
    env.step(1);
    const [, , first, second] = read();
    expect(first).toMatchObject({
      propensity: 0.25,
      annotations: { greedy: false, values: JSON.parse('{"$array":"Float64Array","values":[0.5,2]}') },
    });
    expect(Object.keys(first.annotations)).toEqual(["greedy", "values"]);
    expect(second).not.toHaveProperty("propensity");
    expect(second).not.toHaveProperty("annotations");
  });

  it("forgets what was said of a step that was refused, or before a reset", () => {
    const { env, read } = recording(new WalkEnv());
    env.reset({ seed: 1 });
    env.annotate({ propensity: 0.5 });
    expect(() => env.step(9)).toThrowError();
    env.step(1);
    env.annotate({ propensity: 0.5 });
    env.reset();
    env.step(1);
    expect(read().filter((line) => "propensity" in line)).toEqual([]);
    expect(read()).toHaveLength(5);
  });

  it.each([0, -0.5, 1.1, Number.NaN])("refuses a propensity of %s", (propensity) => {
    const { env } = recording(new WalkEnv());
    expect(() => env.annotate({ propensity })).toThrowError("Expected `propensity` to be in (0, 1], got");
  });

  it("writes whole infos where they are asked for", () => {
    const { env, read } = recording(new WalkEnv(), { info: true });
    env.reset({ seed: 1 });
    expect(Object.keys(read()[1].next.info)).toEqual(["actionMask", "bootstrapMask"]);
  });

  it.each(TRACED)("writes the same bytes for the same play, and changes nothing: %s", (_name, create) => {
    const [first, second] = [record(create), record(create)];
    expect(second).toEqual(first);
    expect(first.length).toBeGreaterThan(6);
  });

  it("says where a snapshot was restored, and counts its steps on", () => {
    const { env, read } = recording(new WalkEnv());
    env.reset({ seed: 1 });
    env.step(2);
    const snapshot = env.snapshot();
    env.step(1);
    env.restore(JSON.parse(JSON.stringify(snapshot)));
    env.step(3);
    const lines = read();
    expect(lines[4]).toEqual({ event: "restore", episode: 1, step: 1 });
    expect(lines[5]).toMatchObject({ event: "step", episode: 1, step: 2, key: 21, mask: [0, 1, 1, 1] });
  });

  it("names the environment in the header as it can be made again", () => {
    const lines: string[] = [];
    const env = make("SupportDeskTabular-v1", { mask: "workflow" });
    new Recorder(env, { sink: (line) => lines.push(line) }).reset();
    expect(JSON.parse(lines[0] ?? "").spec).toEqual({
      id: "SupportDeskTabular-v1",
      kwargs: { mask: "workflow" },
    });
  });

  it("has no spec in the header where an option is a function", () => {
    const doubled = new TransformReward(new WalkEnv(new EnvSpec("Walk-v1")), {
      transform: (reward) => 2 * reward,
    });
    const { env, read } = recording(doubled);
    env.reset();
    expect(read()[0].spec).toBeNull();
  });

  it("throws what its sink throws, and refuses wrong options", () => {
    const full = (): void => {
      throw new RangeError("full");
    };
    expect(() => new Recorder(new WalkEnv(), { sink: full }).reset()).toThrowError("full");
    const wrong = { sink: "trace.jsonl" } as unknown as RecorderOptions;
    expect(() => new Recorder(new WalkEnv(), wrong)).toThrowError("Expected `sink` to be a function");
    const unknown = { ...LOST, infos: true } as RecorderOptions;
    expect(() => new Recorder(new WalkEnv(), unknown)).toThrowError('Did you mean "info"?');
  });
});
