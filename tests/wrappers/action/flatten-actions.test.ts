import { describe, expect, it } from "vitest";
import type { Env } from "../../../src/core/env.ts";
import type { Space } from "../../../src/core/space.ts";
import { Box } from "../../../src/core/spaces/box.ts";
import { Dict } from "../../../src/core/spaces/dict.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import { MultiDiscrete } from "../../../src/core/spaces/multi-discrete.ts";
import { OneOf } from "../../../src/core/spaces/one-of.ts";
import { Tuple } from "../../../src/core/spaces/tuple.ts";
import { FactorActions } from "../../../src/wrappers/action/factor-actions.ts";
import { FlattenActions } from "../../../src/wrappers/action/flatten-actions.ts";
import { TransformAction } from "../../../src/wrappers/action/transform-action.ts";
import { WalkEnv } from "../../support/walk-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({
  name: "FlattenActions",
  wrap: (inner) => new FlattenActions(new FactorActions(inner, { nvec: [2, 2] })),
  wrapAgain: (inner) => new FlattenActions(inner),
});

/** A walk that stays, whatever is done, and remembers what that was. */
function remembering<Action>(actionSpace: Space<Action>): { env: Env<number, Action>; seen: Action[] } {
  const seen: Action[] = [];
  const transform = (action: Action): number => {
    seen.push(action);
    return 1;
  };
  const transformMask = (): Uint8Array =>
    Uint8Array.from({ length: actionSpace.size }, (_, index) => index % 2);
  return { env: new TransformAction(new WalkEnv(), { transform, actionSpace, transformMask }), seen };
}

const FIELD = new Discrete(2, { labels: ["queue", "reply"], start: 3 });

describe("flattened actions", () => {
  it.each<[string, Space<unknown>, readonly string[]]>([
    ["OneOf", new OneOf([FIELD, new Discrete(2)]), ["0: queue", "0: reply", "1: 0", "1: 1"]],
    ["Tuple", new Tuple([FIELD, new Discrete(2)]), ["(queue, 0)", "(queue, 1)", "(reply, 0)", "(reply, 1)"]],
    ["Dict", new Dict({ b: FIELD, a: new Discrete(1) }), ["{a: 0, b: queue}", "{a: 0, b: reply}"]],
    ["MultiDiscrete", new MultiDiscrete([1, 2], { start: [4, 0] }), ["[4,0]", "[4,1]"]],
    ["Discrete", FIELD, ["queue", "reply"]],
  ])(
    "list the values of a %s with labels, and reach the inner environment as these values",
    (_, space, labels) => {
      const { env, seen } = remembering(space);
      const flat = new FlattenActions(env);
      expect(flat.actionSpace.labels).toEqual(labels);
      const { info } = flat.reset();
      expect(info.actionMask).toEqual(Uint8Array.from(labels, (_label, index) => index % 2));
      for (const action of labels.keys()) flat.step(action);
      expect(seen).toEqual([...(space.enumerate?.() ?? [])]);
    },
  );

  it("are refused where the space is infinite or too large to list", () => {
    expect(() => new FlattenActions(remembering(new Box(0, 1)).env)).toThrowError("at most 100000 values");
    const { env } = remembering(new MultiDiscrete([3, 3]));
    expect(() => new FlattenActions(env, { limit: 8 })).toThrowError("at most 8 values");
    expect(() => new FlattenActions(env, { limit: 0 })).toThrowError("limit");
  });
});
