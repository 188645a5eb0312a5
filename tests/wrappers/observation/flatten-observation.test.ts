import { describe, expect, it } from "vitest";
import { SupportDeskTabularEnv } from "../../../src/supportdesk/env/tabular.ts";
import { FilterObservation } from "../../../src/wrappers/observation/filter-observation.ts";
import { FlattenObservation } from "../../../src/wrappers/observation/flatten-observation.ts";
import { TimeAwareObservation } from "../../../src/wrappers/observation/time-aware-observation.ts";
import { ScriptedEnv } from "../../support/scripted-env.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { DictWalk } from "../../support/walk-views.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "FlattenObservation",
  wrap: (inner) => new FlattenObservation(inner),
  wrapAgain: (inner) => new FlattenObservation(inner),
});

describe("a flattened observation", () => {
  it("is one-hot for a number, and leads back to it", () => {
    const env = new FlattenObservation(new ScriptedEnv([1, 1]));
    expect(env.reset().observation).toEqual([1, 0, 0]);
    expect(env.step(0).observation).toEqual([0, 1, 0]);
    expect(env.unflatten([0, 0, 1])).toBe(2);
    expect(() => env.unflatten([0, 2, 1])).toThrowError("stands for a value");
    expect(String(env.observationSpace)).toBe("Box(0, 1, [3])");
  });

  it("joins the fields of a record in the order of their names", () => {
    const timed = new TimeAwareObservation(new ScriptedEnv([1, 1]), { maxSteps: 2, flatten: false });
    const env = new FlattenObservation(timed);
    env.reset();
    expect(env.step(0).observation).toEqual([0, 1, 0, 0, 1, 0]);
    const filtered = new FlattenObservation(
      new FilterObservation(new DictWalk(new WalkEnv()), { keys: ["share"] }),
    );
    expect(filtered.reset().observation).toEqual([0.5]);
  });

  it("refuses spaces whose vectors would fill the memory, as does the time beside them", () => {
    const desk = (): SupportDeskTabularEnv => new SupportDeskTabularEnv();
    expect(() => new FlattenObservation(desk())).toThrowError("have 43868160 entries, more than 1000000");
    expect(() => new TimeAwareObservation(desk(), { maxSteps: 8 })).toThrowError("TabularKey");
  });
});
