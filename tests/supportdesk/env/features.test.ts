import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Box } from "../../../src/core/spaces/box.ts";
import { ENCODER_NAMES, encoder } from "../../../src/supportdesk/encoders/index.ts";
import { SupportDeskFeaturesEnv } from "../../../src/supportdesk/env/features.ts";
import { SupportDeskTabularEnv } from "../../../src/supportdesk/env/tabular.ts";
import { describeEnv } from "../../../src/testing/describe-env.ts";
import { TASKS } from "../../support/desk-play.ts";

describeEnv("the features view", () => new SupportDeskFeaturesEnv());
describeEnv(
  "the features view with every feature",
  () => new SupportDeskFeaturesEnv({ encoder: "full", mask: "none" }),
);

/** The key whose digits are the features of a vector: what the encoder would have packed. */
function keyOf(vector: readonly number[], name: string): number {
  let [key, weight, offset] = [0, 1, 0];
  for (const { values } of encoder(name).features) {
    key += weight * vector.slice(offset, offset + values.length).indexOf(1);
    weight *= values.length;
    offset += values.length;
  }
  return key;
}

const plays = fc.array(fc.nat({ max: 23 }), { maxLength: 8 });

describe("the features view", () => {
  it.each(ENCODER_NAMES)("shows what the key of %s tells, no more and no less, in every state", (name) => {
    const [features, tabular] = [
      new SupportDeskFeaturesEnv({ encoder: name }),
      new SupportDeskTabularEnv({ encoder: name }),
    ];
    const same = (vector: readonly number[], key: number): void => {
      expect(features.observationSpace.contains(vector)).toBe(true);
      expect(keyOf(vector, name)).toBe(key);
      expect(vector.filter((entry) => entry !== 0)).toEqual(encoder(name).features.map(() => 1));
    };
    const property = fc.property(fc.constantFrom(...TASKS), plays, (taskId, actions) => {
      const options = { options: { task_id: taskId } };
      same(features.reset(options).observation, tabular.reset(options).observation);
      for (const action of actions) {
        const [result, twin] = [features.step(action), tabular.step(action)];
        same(result.observation, twin.observation);
        expect({ ...result, observation: 0 }).toEqual({ ...twin, observation: 0 });
        if (result.terminated) break;
      }
    });
    fc.assert(property, { numRuns: 30, seed: 1 });
  });

  it("has one entry for each value of each feature: 61 under compact", () => {
    const env = new SupportDeskFeaturesEnv();
    expect(env.observationSpace).toBeInstanceOf(Box);
    expect(env.observationSpace.shape).toEqual([61]);
    expect(env.reset().observation.length).toBe(61);
  });
});
