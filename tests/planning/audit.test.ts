import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRng } from "../../src/core/random.ts";
import { auditReward } from "../../src/planning/audit.ts";
import { shapedModel } from "../../src/planning/shaped-model.ts";
import {
  allPolicies,
  otherRewards,
  randomTable,
  reached,
  type ToyTable,
  to,
  toyModel,
  worth,
} from "../support/planning-toys.ts";

const END = "terminated";

describe("auditReward", () => {
  it("flags a potential that is kept after a termination: B with 1.25 beats A with 1", () => {
    const base = toyModel([[to(1, 1, END), to(2, 0.8, END)], [], []], { scores: [0, 1, 0.8] });
    const phi = (state: number): number => (state === 2 ? 0.5 : 0);
    const kept = shapedModel(base, phi, { discount: 0.9, terminal: "keep" });
    const broken = auditReward(base, kept, { discount: 0.9 });
    expect(broken.changedReturn).toBeCloseTo(1.25, 12);
    expect(broken.againstBase.verdict).toBe("broken");
    expect(broken.againstBase.margin).toBeCloseTo(0.2, 12);
    expect(broken.againstBase.offence).toEqual({
      ...{ history: [], key: 0, changed: ["a1"], reference: ["a0"] },
      regret: expect.closeTo(0.2, 12),
    });
    expect(broken.againstBase.loss.min).toBeCloseTo(0.2, 12);
    expect(broken.againstRawScore.loss.max).toBeCloseTo(0.2, 12);
    const zero = auditReward(base, shapedModel(base, phi, { discount: 0.9 }), { discount: 0.9 });
    expect(zero.changedReturn).toBeCloseTo(1, 12);
    expect(zero.againstBase).toMatchObject({ verdict: "equal", offence: null, loss: { min: 0, max: 0 } });
  });

  it("flags the change of a score as reward at γ = 0.9, where .6 now beats 1 later, and not at γ = 1", () => {
    const scores = [0, 0, 0, 1, 0.6, 0.95, 0];
    const shape = [[to(1), to(4)], [to(2)], [], [], [to(5, 0, END)], [], []].map((row) => row);
    shape[1] = [to(3, 0, END)];
    const pay = (of: (from: number, next: number, ends: boolean) => number): ToyTable =>
      shape.map((actions, from) =>
        actions.map((results) =>
          results.map((result) => ({ ...result, reward: of(from, result.next, result.ends !== undefined) })),
        ),
      );
    const sparse = toyModel(
      pay((_, next, ends) => (ends ? (scores[next] ?? 0) : 0)),
      { scores },
    );
    const delta = toyModel(
      pay((from, next) => (scores[next] ?? 0) - (scores[from] ?? 0)),
      { scores },
    );
    const discounted = auditReward(sparse, delta, { discount: 0.9 });
    expect(discounted.changedReturn).toBeCloseTo(0.915, 12);
    expect(discounted.againstBase.verdict).toBe("broken");
    expect(discounted.againstRawScore).toMatchObject({
      verdict: "broken",
      loss: { min: expect.closeTo(0.05, 12) },
    });
    const undiscounted = auditReward(sparse, delta);
    expect(undiscounted.againstBase.verdict).toBe("equal");
    expect(undiscounted.againstRawScore.verdict).toBe("equal");
    expect(undiscounted.againstRawScore.margin).toBeCloseTo(0.05, 12);
  });

  it("agrees with trying out every deterministic policy of 200 small problems", () => {
    const drawn = fc.record({
      seed: fc.nat(),
      states: fc.integer({ min: 1, max: 4 }),
      chancy: fc.boolean(),
      related: fc.boolean(),
      discount: fc.constantFrom(0, 0.5, 0.75),
    });
    const property = fc.property(drawn, ({ seed, states, chancy, related, discount }) => {
      const base = randomTable(seed, { states, actions: 3, chancy });
      const changed = related ? oneRewardChanged(seed, base) : otherRewards(seed + 1, base);
      const audit = auditReward(toyModel(base), toyModel(changed), { discount });
      const expected = byBruteForce(base, changed, discount);
      expect(audit.againstBase.verdict).toBe(expected.verdict);
      expect(audit.againstBase.loss.min).toBeCloseTo(expected.min, 9);
      expect(audit.againstBase.loss.max).toBeCloseTo(expected.max, 9);
    });
    fc.assert(property, { numRuns: 200 });
  });

  it("passes every potential with the learner's discount, and at γ = 1 where episodes end", () => {
    const drawn = fc.record({
      seed: fc.nat(),
      chancy: fc.boolean(),
      discount: fc.constantFrom(0, 0.5, 0.9, 0.99, 1),
    });
    const property = fc.property(drawn, ({ seed, chancy, discount }) => {
      const base = toyModel(randomTable(seed, { states: 6, actions: 3, chancy, acyclic: discount === 1 }));
      const rng = createRng(seed).fork("potential");
      const potentials = Array.from({ length: 6 }, () => 4 * rng.double() - 2);
      const shaped = shapedModel(base, (state) => potentials[state] ?? 0, { discount });
      const { againstBase } = auditReward(base, shaped, { discount });
      expect(againstBase.verdict).toBe("equal");
      expect(againstBase.loss.max).toBeLessThan(1e-9);
    });
    fc.assert(property, { numRuns: 200 });
  });

  it("says `kept` where fewer policies stay optimal, and `broken` where more are", () => {
    const even = toyModel([[to(1, 1, END), to(2, 1, END)], [], []]);
    const odd = toyModel([[to(1, 1, END), to(2, 0.5, END)], [], []]);
    expect(auditReward(even, odd).againstBase).toMatchObject({ verdict: "kept", loss: { min: 0, max: 0 } });
    expect(auditReward(odd, even).againstBase).toMatchObject({
      verdict: "broken",
      loss: { min: 0, max: 0.5 },
    });
  });

  it("says `tie` where a difference below 1e-9 decides", () => {
    const base = toyModel([[to(1, 1, END), to(2, 1 - 1e-10, END)], [], []]);
    const changed = toyModel([[to(1, 0, END), to(2, 1, END)], [], []]);
    expect(auditReward(base, changed).againstBase.verdict).toBe("tie");
  });

  it("finds that going round for ever never finishes, and what it loses of the score", () => {
    const scores = [0, 0, 1];
    const finish = toyModel([[to(1), to(2, 1, END)], [to(0), to(2, 1, END)], []], { scores });
    const circle = toyModel([[to(1, 0.5), to(2, 1, END)], [to(0, 0.5), to(2, 1, END)], []], { scores });
    const audit = auditReward(finish, circle, { discount: 0.9 });
    expect(audit.cycles).toEqual([
      { history: [], actions: ["a0", "a0"], rewardPerStep: expect.closeTo(0.5, 9) },
    ]);
    expect(audit.againstRawScore).toMatchObject({ verdict: "broken", loss: { min: 1, max: 1 } });
    expect(() => auditReward(finish, circle)).toThrowError("At discount 1 nothing is optimal: a0, a0 again");
  });

  it("does not let a free detour count as never finishing when there is no discount", () => {
    const scores = [0, 0, 1];
    const table: ToyTable = [[to(1), to(2, 1, END)], [to(0), to(2, 1, END)], []];
    const audit = auditReward(toyModel(table, { scores }), toyModel(table, { scores }));
    expect(audit.againstBase).toMatchObject({ verdict: "equal", loss: { min: 0, max: 0 } });
    expect(audit.againstRawScore).toMatchObject({ verdict: "equal", loss: { min: 0, max: 0 } });
  });

  it("finds cycles that a step budget cuts short, once the clock is left out", () => {
    // States are place + 2 · steps gone, up to four steps; action 0 walks between two places for 0.25, 1 leaves.
    const table: ToyTable = Array.from({ length: 8 }, (_, state) => {
      const place = state % 2;
      const ends = state >= 6 ? END : undefined;
      return [to(ends ? state : state + 2 + (1 - 2 * place), 0.25, ends), to(state, 0, END)];
    });
    const base = toyModel(
      table.map((actions) => actions.map((results) => results.map((result) => ({ ...result, reward: 0 })))),
    );
    const changed = toyModel(table);
    expect(auditReward(base, changed).cycles).toEqual([]);
    const [cycle] = auditReward(base, changed, { cycleKey: (state) => state % 2 }).cycles;
    expect(cycle?.actions).toEqual(["a0", "a0"]);
    expect(cycle?.rewardPerStep).toBeGreaterThan(0);
  });

  it("warns where shaping is no function of what an agent sees, with two histories", () => {
    const base = toyModel([[to(1), to(2)], [to(3, 1, END)], [to(3, 1, END)], []], { keys: [0, 1, 1, 2] });
    const shaped = shapedModel(base, (state) => (state === 2 ? 0.5 : 0), { discount: 1 });
    const audit = auditReward(base, shaped);
    expect(audit.againstBase.verdict).toBe("equal");
    expect(audit.aliasing).toEqual({
      ...{ key: 1, action: "a0", nextKey: 2, additions: [0, -0.5] },
      histories: [["a0"], ["a1"]],
    });
    expect(audit.warnings[0]).toContain("policy order kept is not learning kept");
  });

  it("refuses a changed reward that is another when asked again, and what is no model", () => {
    let calls = 0;
    const base = toyModel([[to(1, 1, END)], []]);
    const counting: typeof base = {
      ...base,
      transitions: (state, action) =>
        base.transitions(state, action).map((result) => ({ ...result, reward: calls++ })),
    };
    expect(() => auditReward(base, counting)).toThrowError(/rewards 0 and 1 for a0 .* when asked twice/);
    expect(() => auditReward(base, undefined as unknown as typeof base)).toThrowError("`model()` returns");
  });

  it("refuses models that differ in more than rewards, in one line that says where", () => {
    const base = toyModel([[to(1, 1, END), to(1, 0, END)], []]);
    const others = [
      [toyModel([[to(1, 1, END)], []]), "2 actions and the other 1"],
      [toyModel([[to(1, 1), to(1, 0, END)], []]), "a0 has other results"],
      [toyModel([[[], to(1, 0, END)], []]), "other actions"],
      [toyModel([[to(1, 1, END), to(1, 0, END)], []], { scores: [0, 1] }), "other results"],
    ] as const;
    for (const [other, message] of others) expect(() => auditReward(base, other)).toThrowError(message);
    expect(() => auditReward(base, base, { discount: 1.5 })).toThrowError("`discount` in [0, 1], got 1.5");
  });
});

function oneRewardChanged(seed: number, table: ToyTable): ToyTable {
  const rng = createRng(seed).fork("change");
  const at = rng.integer(table.length);
  return table.map((actions, state) =>
    actions.map((results, action) =>
      state === at && action === 0
        ? results.map((result) => ({ ...result, reward: result.reward + 0.25 }))
        : results,
    ),
  );
}

/** The verdict from the values of all deterministic policies, each of which is judged in the states that it reaches. */
function byBruteForce(base: ToyTable, changed: ToyTable, discount: number) {
  const policies = allPolicies(base);
  const [ofBase, ofChanged] = [base, changed].map((table) =>
    policies.map((policy) => worth(table, policy, discount)),
  );
  const optimalIn = (values: Values, policy: number, states: readonly number[]): boolean =>
    states.every(
      (state) => Math.max(...values.map((of) => of[state] ?? 0)) - (values[policy]?.[state] ?? 0) < 1e-9,
    );
  const reachable = reached(base);
  const optimal = policies
    .map((policy, index) => ({ index, states: reached(base, policy) }))
    .filter(({ index, states }) => optimalIn(ofChanged ?? [], index, states));
  const starts = (ofBase ?? []).map(([start = 0]) => start);
  const losses = optimal.map(({ index }) => Math.max(...starts) - (starts[index] ?? 0));
  const keeps = optimal.every(({ index, states }) => optimalIn(ofBase ?? [], index, states));
  const same = policies.every(
    (_, index) => optimalIn(ofBase ?? [], index, reachable) === optimalIn(ofChanged ?? [], index, reachable),
  );
  const verdict = keeps ? (same ? "equal" : "kept") : "broken";
  return { verdict, min: Math.min(...losses), max: Math.max(...losses) };
}

type Values = readonly (readonly number[])[];
