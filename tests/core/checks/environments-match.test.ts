import { describe, expect, it } from "vitest";
import { toAsyncEnv } from "../../../src/core/async-env.ts";
import {
  checkAsyncEnvironmentsMatch,
  checkEnvironmentsMatch,
} from "../../../src/core/checks/environments-match.ts";
import type { EnvironmentsMatchOptions } from "../../../src/core/checks/match/options.ts";
import type { BaseInfo, Env, StepResult } from "../../../src/core/env.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import { Wrapper } from "../../../src/core/wrapper.ts";
import { SupportDeskDiscreteEnv } from "../../../src/supportdesk/env/discrete.ts";
import { SupportDeskEnv } from "../../../src/supportdesk/env/structured.ts";
import { SupportDeskTabularEnv } from "../../../src/supportdesk/env/tabular.ts";
import { MdpEnv, PAIR, RING } from "../../support/toy-envs.ts";
import { WalkEnv } from "../../support/walk-env.ts";

type Result = StepResult<number, BaseInfo>;

/** Changes the result of one step, counted over all episodes. */
class Spoiled extends Wrapper<number, number> {
  readonly #at: number;
  readonly #spoil: (result: Result) => Result;
  #steps = 0;

  constructor(inner: Env<number, number>, at: number, spoil: (result: Result) => Result) {
    super(inner);
    this.#at = at;
    this.#spoil = spoil;
  }

  override step(action: number): Result {
    this.#steps += 1;
    const result = this.inner.step(action);
    return this.#steps === this.#at ? this.#spoil(result) : result;
  }
}

/** Has an observation space of another size, and nothing else. */
class OtherObservations extends Wrapper<number, number> {
  override get observationSpace(): Discrete {
    return new Discrete(43);
  }
}

class OtherLabels extends Wrapper<number, number> {
  override get actionSpace(): Discrete {
    return new Discrete(4, { labels: ["back", "stay", "forth", "jump"] });
  }
}

class OtherMasks extends Wrapper<number, number> {
  override actionMask(): Uint8Array {
    return Uint8Array.of(1, 1, 1, 1);
  }
}

const spoiled = (spoil: (result: Result) => Result, at = 3): Env => new Spoiled(new WalkEnv(), at, spoil);
const compare = (b: Env, options?: EnvironmentsMatchOptions): readonly (readonly string[])[] =>
  checkEnvironmentsMatch(new WalkEnv(), b, options).findings.map(({ code, path }) => [code, path]);

describe("checkEnvironmentsMatch", () => {
  it.each<[string, () => Env]>([
    ["the desk", () => new SupportDeskEnv()],
    ["the discrete desk", () => new SupportDeskDiscreteEnv()],
    ["the tabular desk", () => new SupportDeskTabularEnv({ mask: "workflow" })],
    ["a random walk that truncates", () => new WalkEnv()],
    ["a random toy", () => new MdpEnv(PAIR)],
  ])("finds nothing between two of %s", (_name, make) => {
    expect(checkEnvironmentsMatch(make(), make())).toEqual({ passed: true, findings: [] });
  });

  it("finds two environments that differ in the observation space alone", () => {
    const { passed, findings } = checkEnvironmentsMatch(new WalkEnv(), new OtherObservations(new WalkEnv()));
    expect(passed).toBe(false);
    expect(findings).toMatchObject([
      { code: "MATCH-SPACE-001", path: "observationSpace.n", expected: "42", got: "43" },
    ]);
  });

  it("finds two environments that differ in the action space alone", () => {
    expect(compare(new OtherLabels(new WalkEnv()))).toEqual([["MATCH-SPACE-002", "actionSpace.labels[3]"]]);
  });

  it.each<[string, (result: Result) => Result, string, string]>([
    ["observation", (r) => ({ ...r, observation: 41 }), "MATCH-OBS-001", "observation"],
    ["reward", (r) => ({ ...r, reward: r.reward + 1e-12 }), "MATCH-REWARD-001", "reward"],
    ["terminated", (r) => ({ ...r, terminated: true }), "MATCH-END-001", "terminated"],
    ["truncated", (r) => ({ ...r, truncated: true }), "MATCH-END-002", "truncated"],
  ])("names the step in which the %s differs first", (_part, spoil, code, path) => {
    const [first] = compare(spoiled(spoil));
    expect(first).toEqual([code, `episode 0 · step 3 · ${path}`]);
  });

  it("counts episodes from 0 and their steps from 1", () => {
    const [first] = compare(spoiled((result) => ({ ...result, observation: 41 }), 100));
    expect(first?.[1]).toMatch(/^episode [1-9]\d* · step [1-9]\d? · observation$/);
  });

  it("shows expected and got", () => {
    const { findings } = checkEnvironmentsMatch(
      new MdpEnv(RING),
      new Spoiled(new MdpEnv(RING), 1, (result) => ({ ...result, reward: 7 })),
    );
    expect(findings).toMatchObject([{ code: "MATCH-REWARD-001", got: "7" }]);
  });

  it("compares masks of the method as well as of the info", () => {
    expect(compare(new OtherMasks(new WalkEnv()))).toEqual([
      ["MATCH-MASK-001", expect.stringMatching(/· actionMask\[0\]$/)],
    ]);
  });

  it.each(["observation", "reward", "terminated", "truncated"] as const)("skips the %s", (part) => {
    const changes = { observation: 41, reward: 9, terminated: true, truncated: true };
    const info = (result: Result): BaseInfo => ({ ...result.info, rewardComponents: { other: 9 } });
    const b = spoiled((r) => ({ ...r, [part]: changes[part], info: part === "reward" ? info(r) : r.info }));
    const codes = compare(b, { skip: [part], steps: 3 });
    expect(codes).toEqual([]);
  });

  it("skips spaces and masks", () => {
    expect(compare(new OtherObservations(new WalkEnv()), { skip: ["spaces"] })).toEqual([]);
    expect(compare(new OtherMasks(new WalkEnv()), { skip: ["mask"] })).toEqual([]);
  });

  const more = (result: Result): Result => ({ ...result, info: { ...result.info, extra: 1 } as BaseInfo });
  const fewer = ({ info: { rewardComponents: _, ...info }, ...rest }: Result): Result => ({ ...rest, info });
  const other = (result: Result): Result => ({
    ...result,
    info: { ...result.info, rewardComponents: { gain: 0, luck: 2 } },
  });
  it.each([
    ["equivalence", [true, true, true]],
    ["superset", [false, true, true]],
    ["keys-equivalence", [true, true, false]],
    ["keys-superset", [false, true, false]],
    ["skip", [false, false, false]],
  ] as const)("compares infos by %s", (info, differ) => {
    const found = [more, fewer, other].map((spoil) => compare(spoiled(spoil), { info }).length > 0);
    expect(found).toEqual(differ);
  });

  it("tells that only one side throws", () => {
    const b = spoiled(() => {
      throw new RangeError("lost");
    });
    expect(checkEnvironmentsMatch(new WalkEnv(), b).findings).toMatchObject([
      { code: "MATCH-CALL-001", path: "episode 0 · step 3", expected: "a result", got: "RangeError: lost" },
    ]);
  });

  it("plays the same for the same seed, and something else for another", () => {
    const played = (seed: number): unknown[] => {
      const seen: unknown[] = [];
      const spy = new Spoiled(new WalkEnv(), 0, (result) => result);
      const step = spy.step.bind(spy);
      spy.step = (action) => {
        seen.push(action);
        return step(action);
      };
      checkEnvironmentsMatch(new WalkEnv(), spy, { seed, steps: 50 });
      return seen;
    };
    expect(played(1)).toHaveLength(50);
    expect(played(1)).toEqual(played(1));
    expect(played(1)).not.toEqual(played(2));
  });

  it("plays as many episodes as asked for", () => {
    let resets = 0;
    const b = new MdpEnv(PAIR);
    const reset = b.reset.bind(b);
    b.reset = (options) => {
      resets += 1;
      return reset(options);
    };
    checkEnvironmentsMatch(new MdpEnv(PAIR), b, { episodes: 7 });
    expect(resets).toBe(7);
  });

  it("refuses the same object twice, and options that are wrong", () => {
    const env = new WalkEnv();
    expect(() => checkEnvironmentsMatch(env, env)).toThrowError("same object twice");
    const wrong: readonly [object, string][] = [
      [{ steps: 0 }, "`steps` to be an integer >= 1, got 0"],
      [{ episodes: 1.5 }, "`episodes` to be an integer >= 1, got 1.5"],
      [{ seed: -1 }, "`seed`"],
      [{ skip: ["rewards"] }, 'Did you mean "reward"?'],
      [{ info: "supersets" }, 'Did you mean "superset"?'],
      [{ step: 3 }, 'Did you mean "steps"?'],
    ];
    for (const [options, message] of wrong) {
      expect(() => checkEnvironmentsMatch(env, new WalkEnv(), options)).toThrowError(message);
    }
  });
});

describe("checkAsyncEnvironmentsMatch", () => {
  it("finds nothing between an environment and one that answers later", async () => {
    const report = await checkAsyncEnvironmentsMatch(new WalkEnv(), toAsyncEnv(new WalkEnv()));
    expect(report).toEqual({ passed: true, findings: [] });
  });

  it("names the first divergence, also where the later side refuses", async () => {
    const b = spoiled((result) => ({ ...result, observation: 41 })) as Env<number, number>;
    const { findings } = await checkAsyncEnvironmentsMatch(new WalkEnv(), toAsyncEnv(b));
    expect(findings).toMatchObject([{ code: "MATCH-OBS-001", path: "episode 0 · step 3 · observation" }]);
    const closed = new WalkEnv();
    closed.close();
    const refused = await checkAsyncEnvironmentsMatch(new WalkEnv(), toAsyncEnv(closed));
    expect(refused.findings).toMatchObject([{ code: "MATCH-CALL-001", path: "episode 0 · reset" }]);
  });

  it("refuses sides that are no environments", async () => {
    const message = "Expected two environments, such as `new MyEnv()`, got a function.";
    const factory = (() => new WalkEnv()) as never;
    expect(() => checkEnvironmentsMatch(factory, factory)).toThrowError(message);
    await expect(checkAsyncEnvironmentsMatch(new WalkEnv(), factory)).rejects.toThrowError(message);
  });
});
