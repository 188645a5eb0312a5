import { describe, expect, expectTypeOf, it } from "vitest";
import type { Env } from "../../src/core/env.ts";
import { Autoreset } from "../../src/wrappers/episode/autoreset.ts";
import { Budget, type CostInfo } from "../../src/wrappers/episode/budget.ts";
import { RecordEpisodeStatistics } from "../../src/wrappers/episode/record-episode-statistics.ts";
import { TimeLimit } from "../../src/wrappers/episode/time-limit.ts";
import { DelayObservation } from "../../src/wrappers/observation/delay-observation.ts";
import { DiscretizeObservation } from "../../src/wrappers/observation/discretize-observation.ts";
import { FilterObservation } from "../../src/wrappers/observation/filter-observation.ts";
import { FlattenObservation } from "../../src/wrappers/observation/flatten-observation.ts";
import { HistoryStack, type ObservedHistory } from "../../src/wrappers/observation/history-stack.ts";
import { type MarkedField, MissingField } from "../../src/wrappers/observation/missing-field.ts";
import { NormalizeObservation } from "../../src/wrappers/observation/normalize-observation.ts";
import { PerturbObservation } from "../../src/wrappers/observation/perturb-observation.ts";
import { RescaleObservation } from "../../src/wrappers/observation/rescale-observation.ts";
import { TabularKey } from "../../src/wrappers/observation/tabular-key.ts";
import { TimeAwareObservation } from "../../src/wrappers/observation/time-aware-observation.ts";
import { ModelEnv } from "../support/model-env.ts";
import { WalkEnv } from "../support/walk-env.ts";
import { DictWalk, type WalkFields } from "../support/walk-views.ts";

type Seen<E extends Pick<Env, "reset">> = ReturnType<E["reset"]>["observation"];

const fields = (): DictWalk => new DictWalk(new WalkEnv());

describe("the static types of a stack", () => {
  it("follow the observation through every wrapper that changes it", () => {
    const filtered = new FilterObservation(fields(), { keys: ["place", "word"] });
    expectTypeOf<Seen<typeof filtered>>().toEqualTypeOf<Pick<WalkFields, "place" | "word">>();
    const flat = new FlattenObservation(filtered);
    expectTypeOf<Seen<typeof flat>>().toEqualTypeOf<readonly number[]>();
    const bins = new DiscretizeObservation(new RescaleObservation(new FlattenObservation(new WalkEnv())), {
      bins: 1,
    });
    expectTypeOf<Seen<typeof bins>>().toEqualTypeOf<number>();
    const normal = new NormalizeObservation(flat);
    expectTypeOf<Seen<typeof normal>>().toEqualTypeOf<readonly number[]>();
    const key = new TabularKey(filtered, { encoder: ({ place }) => place });
    expectTypeOf<Seen<typeof key>>().toEqualTypeOf<number>();
    expect([flat.reset().observation.length > 42, bins.reset().observation, key.reset().observation]).toEqual(
      [true, 0, 20],
    );
  });

  it("leave the observation as it is where the values change and not the kind", () => {
    const delayed = new DelayObservation(fields(), { delay: 1 });
    const perturbed = new PerturbObservation(new Autoreset(delayed), { probability: 0.1 });
    expectTypeOf<Seen<typeof perturbed>>().toEqualTypeOf<WalkFields>();
    expect(perturbed.reset().observation.word).toHaveLength(1);
  });

  it("depend on the options that decide the form of the observation", () => {
    const walk = new WalkEnv();
    const stack = new HistoryStack(walk, { size: 2 });
    expectTypeOf<Seen<typeof stack>>().toEqualTypeOf<readonly number[]>();
    const history = new HistoryStack(walk, { size: 2, actions: 1 });
    expectTypeOf<Seen<typeof history>>().toEqualTypeOf<ObservedHistory<number>>();
    const timed = new TimeAwareObservation(walk, { maxSteps: 2 });
    expectTypeOf<Seen<typeof timed>>().toEqualTypeOf<readonly number[]>();
    const field = new TimeAwareObservation(walk, { maxSteps: 2, flatten: false });
    expectTypeOf<Seen<typeof field>["obs"]>().toEqualTypeOf<number>();
    expectTypeOf<Seen<typeof field>["time"]>().toEqualTypeOf<number>();
    const clock = new TimeAwareObservation(fields(), {
      maxSteps: 2,
      flatten: false,
      key: "clock",
      normalize: true,
    });
    expectTypeOf<Seen<typeof clock>["word"]>().toEqualTypeOf<string>();
    expectTypeOf<Seen<typeof clock>["clock"]>().toEqualTypeOf<readonly number[]>();
    const marked = new MissingField(fields(), { probability: 0, marked: true, keys: ["word"] });
    expectTypeOf<Seen<typeof marked>["word"]>().toEqualTypeOf<MarkedField<string>>();
    expectTypeOf<Seen<typeof marked>["place"]>().toEqualTypeOf<number>();
    const blank = new MissingField(fields(), { probability: 0 });
    expectTypeOf<Seen<typeof blank>>().toEqualTypeOf<WalkFields>();
    expect([stack, history, timed, field, clock, marked, blank].map((env) => env.actionSpace.size)).toEqual(
      new Array(7).fill(4),
    );
  });

  it("carry the infos that a wrapper adds to the outside", () => {
    const env = new TimeLimit(new Budget(new RecordEpisodeStatistics(new WalkEnv()), { costs: {} }), {
      maxSteps: 1,
    });
    env.reset();
    const { info } = env.step(1);
    expectTypeOf(info).toExtend<CostInfo>();
    expectTypeOf(info.statistics?.return).toEqualTypeOf<number | undefined>();
    expect([info.cost, info.statistics]).toEqual([0, undefined]);
  });

  it("refuse what does not fit before anything runs", () => {
    const env = new TimeLimit(new FilterObservation(fields(), { keys: ["place"] }), { maxSteps: 9 });
    const { observation } = env.reset();
    // @ts-expect-error: the word was left out.
    expect(observation.word).toBeUndefined();
    // @ts-expect-error: actions are numbers.
    expect(() => env.step("leap")).toThrowError("leap");
    // @ts-expect-error: there is no such field.
    expect(() => new FilterObservation(fields(), { keys: ["size"] })).toThrowError("size");
    // @ts-expect-error: the encoder is one of other observations.
    expect(() => new TabularKey(fields(), { encoder: (place: number) => place }).reset()).toThrowError("key");
  });
});

describe("the model of an environment", () => {
  it("is that of the inner one where a wrapper only watches", () => {
    const env = new RecordEpisodeStatistics(new RecordEpisodeStatistics(new ModelEnv()));
    const model = env.model?.();
    expect(model?.initial()).toEqual([{ probability: 1, state: 0 }]);
    expect(model?.transitions(0, 0)).toMatchObject([{ next: 0, reward: -0.1, terminated: false }]);
  });

  it("is absent without one inside, and outside a wrapper that changes what is seen or done", () => {
    expect(new RecordEpisodeStatistics(new WalkEnv()).model).toBeUndefined();
    const changed: readonly Env<never, never>[] = [
      new TimeLimit(new ModelEnv(), { maxSteps: 1 }),
      new TabularKey(new ModelEnv()),
      new Autoreset(new ModelEnv()),
    ] as unknown as readonly Env<never, never>[];
    for (const env of changed) expect(env.model).toBeUndefined();
  });
});
