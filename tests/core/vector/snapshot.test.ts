import { describe, expect, it } from "vitest";
import { createRng } from "../../../src/core/random.ts";
import { AUTORESET_MODES, type VectorOptions } from "../../../src/core/vector/options.ts";
import { SyncVectorEnv } from "../../../src/core/vector/sync-vector-env.ts";
import { Corridor, MdpEnv, PAIR } from "../../support/toy-envs.ts";

function corridors(options: VectorOptions = {}): SyncVectorEnv<number, number> {
  return new SyncVectorEnv(() => new Corridor(), 3, options);
}

describe("a snapshot of a vector", () => {
  const mixed = (options: VectorOptions): SyncVectorEnv<number, number> =>
    new SyncVectorEnv<number, number>(() => new MdpEnv(PAIR), 3, options);

  it.each(AUTORESET_MODES)(
    "continues with the same five steps, also in another vector: %s",
    (autoresetMode) => {
      const vector = mixed({ autoresetMode });
      vector.reset({ seed: 4 });
      const rng = createRng(1);
      const step = (target: SyncVectorEnv<number, number>, actions: readonly number[]): unknown => {
        const result = target.step(actions);
        const ended = result.terminated.map((each, index) => each || result.truncated[index] === true);
        if (autoresetMode !== "disabled" || !ended.includes(true)) return [result, target.statistics];
        return [result, target.statistics, target.reset({ options: { resetMask: ended } })];
      };
      const actions = Array.from({ length: 25 }, () => [rng.integer(2), rng.integer(2), rng.integer(2)]);
      for (const each of actions.slice(0, 20)) step(vector, each);
      const saved = JSON.parse(JSON.stringify(vector.snapshot()));
      const played = actions.slice(20).map((each) => step(vector, each));
      vector.restore(saved);
      expect(actions.slice(20).map((each) => step(vector, each))).toEqual(played);
      const other = mixed({ autoresetMode });
      other.restore(saved);
      expect(actions.slice(20).map((each) => step(other, each))).toEqual(played);
    },
  );

  it("is refused by a vector that differs, which stays as it was", () => {
    const vector = corridors();
    vector.reset();
    const before = vector.snapshot() as { readonly members: readonly object[] };
    const damaged = (member: object | null) => ({
      ...before,
      members: [...before.members.slice(0, 2), member],
    });
    const other = corridors();
    const untouched = other.snapshot();
    for (const [snapshot, message] of [
      [null, "Expected the snapshot of a vector of 3 environments."],
      [{ ...before, members: [] }, "Expected the snapshot of a vector of 3 environments."],
      [corridors({ autoresetMode: "disabled" }).snapshot(), "with autoreset mode next-step."],
      [damaged(null), "Environment 2: Expected an environment of a vector snapshot."],
      [damaged({ phase: "running" }), "Environment 2: Expected the episode statistics of a vector snapshot."],
      [damaged({ ...before.members[2], statistics: { return: 0, length: 0 } }), "episode statistics"],
      [damaged({ ...before.members[2], env: null }), "Environment 2: Expected a snapshot made by"],
    ] as const) {
      const restore = (): void => other.restore(snapshot as never);
      expect(restore).toThrowError(message);
      expect(restore).toThrowError(expect.objectContaining({ code: "BAD_SNAPSHOT" }));
      expect(other.snapshot()).toEqual(untouched);
    }
  });
});
