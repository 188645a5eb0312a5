import type { BaseInfo, ResetResult, StepResult } from "../../../src/core/env.ts";
import { Corridor, LimitedLoop } from "../toy-envs.ts";
import { type BrokenEnv, broken, HealthyEnv, type Walk } from "./broken-env.ts";
import { otherSteps } from "./spoilt.ts";

type Stepped = StepResult<unknown, BaseInfo>;

/** A maker of healthy environments whose step infos are changed. */
const otherInfos = (change: (result: Stepped) => object): BrokenEnv["make"] =>
  otherSteps((result) => ({ ...result, info: change(result) }));

/** Ends with a summary of each step. */
class ChattyEnv extends HealthyEnv {
  protected override info(more: BaseInfo): BaseInfo {
    return super.info({ episode: this.summary(), ...more });
  }
}

/** Lets every third episode go on for one more step. */
class GenerousEnv extends HealthyEnv {
  #episodes = 0;

  protected override begin(
    options: Readonly<Record<string, unknown>>,
    seeded: boolean,
  ): ResetResult<Walk, BaseInfo> {
    const begun = super.begin(options, seeded);
    this.#episodes = seeded ? 1 : this.#episodes + 1;
    if (this.#episodes % 3 === 0) this.state = { ...this.state, left: this.state.left + 1 };
    return { ...begun, observation: this.observation() };
  }
}

function withoutLastReward(result: Stepped): object {
  const { rewardComponents: _parts, ...info } = result.info;
  return result.truncated ? { ...result, reward: 0, info } : result;
}

/** Environments with a wrong result, each in one way. */
export const BROKEN_RESULTS: readonly BrokenEnv[] = [
  {
    name: "has a Map in its info",
    code: "ENV-JSON-001",
    make: otherInfos(({ info }) => ({ ...info, seen: new Map([["place", 1]]) })),
  },
  {
    name: "has a field of its info undefined",
    code: "ENV-JSON-001",
    make: otherInfos(({ info }) => ({ ...info, note: undefined })),
  },
  {
    name: "observes NaN at last",
    code: "ENV-JSON-002",
    make: otherSteps((result) => ({
      ...result,
      observation: { ...(result.observation as Walk), luck: [result.truncated ? Number.NaN : 0.5] },
    })),
  },
  {
    name: "pays more than the parts of its reward",
    code: "ENV-REWARD-001",
    make: otherInfos(({ info }) => ({ ...info, rewardComponents: { ...info.rewardComponents, tip: 1 } })),
  },
  broken("sums up before the end", "ENV-EPISODE-001", () => new ChattyEnv()),
  {
    name: "sums up terminations alone",
    code: "ENV-EPISODE-002",
    make: otherInfos(({ info, truncated }) => {
      const { episode: _summary, ...rest } = info;
      return truncated ? rest : info;
    }),
  },
  {
    name: "leaves the last reward out of the return",
    code: "ENV-EPISODE-003",
    make: otherInfos(({ info, reward }) => {
      const { episode } = info;
      return episode === undefined
        ? info
        : { ...info, episode: { ...episode, return: episode.return - reward } };
    }),
  },
  {
    name: "scores above 1",
    code: "ENV-EPISODE-003",
    make: otherInfos(({ info }) =>
      info.episode === undefined ? info : { ...info, episode: { ...info.episode, score: 1.5 } },
    ),
  },
  broken("lets some episodes go on beyond the limit", "ENV-LIMIT-001", () => new GenerousEnv()),
  {
    name: "pays nothing for the step at the limit",
    code: "ENV-LIMIT-002",
    make: otherSteps(withoutLastReward),
  },
];

/** Environments whose results are likely a mistake. */
export const WARNED_RESULTS: readonly BrokenEnv[] = [
  broken("never terminates", "ENV-REACH-001", () => new LimitedLoop()),
  broken("never truncates", "ENV-REACH-002", () => new Corridor()),
  {
    name: "pays the same for anything",
    code: "ENV-REACH-004",
    make: otherSteps((result) => ({
      ...result,
      reward: 0,
      info: { actionMask: (result.info as BaseInfo).actionMask },
    })),
  },
  broken("hides the steps that end it", "ENV-KEY-001", () => new Corridor()),
];
