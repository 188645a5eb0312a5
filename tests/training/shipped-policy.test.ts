import { createAgent, make, type TabularDeskOptions, train } from "supportdesk-gym";
import { describe, expect, it } from "vitest";

const EPISODES = 10_000;
const SEEDS = [0, 1, 2];

/** Greedy episodes of every task after training with each seed. */
function greedyEpisodes(options: TabularDeskOptions, hyperparameters: Record<string, unknown> = {}) {
  return SEEDS.flatMap((seed) => {
    const env = make("SupportDeskTabular-v1", options);
    const actionCount = env.actionSpace.n;
    const agent = createAgent("q-learning", { actionCount, seed, horizon: EPISODES, ...hyperparameters });
    return train({ env, agent, episodes: EPISODES, seed, evaluateEvery: 0 }).evaluation.tasks;
  });
}

function repeatsItself({ actions }: { readonly actions: readonly string[] }): boolean {
  return actions.some((action, index) => index > 0 && action === actions[index - 1]);
}

describe("the greedy policy of the shipped defaults", { timeout: 60_000 }, () => {
  const episodes = greedyEpisodes({});

  it("always ends by submit", () => {
    expect(episodes.map(({ outcome }) => outcome)).toEqual(Array.from(episodes, () => "submitted"));
  });

  it("never repeats an action that has no effect any more", () => {
    expect(episodes.filter(repeatsItself)).toEqual([]);
    expect(episodes.every(({ invalidActions }) => invalidActions === 0)).toBe(true);
  });

  it("ends with raw score 1.00 where a bandit, which looks one reward ahead, does not", () => {
    const bandit = greedyEpisodes({}, { discount: 0 });
    const billing = bandit.filter(({ taskId }) => taskId === "billing_refund_easy");
    expect(billing.map(({ rawScore }) => rawScore)).toEqual([0.9, 0.9, 0.9]);
    expect(billing.every(({ actions }) => !actions.includes("note:commercial"))).toBe(true);
  });
});

describe("a visit-count step size without time in the state", { timeout: 60_000 }, () => {
  it("makes greedy policies repeat one action without effect, which is why it is not the default", () => {
    const episodes = greedyEpisodes({ mask: "structural" }, { stepSize: "visits(1)" });
    expect(episodes.filter(repeatsItself).length).toBeGreaterThan(episodes.length / 2);
    expect(episodes.filter(({ submitted }) => !submitted).length).toBeGreaterThan(episodes.length / 2);
  });
});
