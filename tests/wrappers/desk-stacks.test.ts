import { describe, expect, it } from "vitest";
import { checkEnv, make, type WrapperRequest } from "../../src/index.ts";

const KEEP = ["classify:duplicate_charge", "reply:confirm_refund", "submit:resolved", "submit:escalated"];
const MACROS = { "refund in one go": ["classify:duplicate_charge", "reply:confirm_refund"] };

const request = (name: string, kwargs: Record<string, unknown> = {}): WrapperRequest =>
  ({ name, kwargs }) as WrapperRequest;

/** Wrappers that fit the desk's own spaces, with options in plain data. */
const STACKS: readonly (readonly WrapperRequest[])[] = [
  [request("ActionMasker", { mask: "actionMask" })],
  [request("ActionSubset", { keep: KEEP })],
  [request("AliasActions", { copies: 2 })],
  [request("BogusActions", { count: 3 })],
  [request("ClipReward", { min: -0.05, max: 0.05 })],
  [request("DelayReward", { steps: 2 })],
  [request("InvalidAction", { mode: "penalize" })],
  [request("MacroActions", { macros: MACROS })],
  [request("OrderEnforcing")],
  [request("PartialMask", { hideValid: 0.2, seed: 1 })],
  [request("PassiveEnvChecker", { checked: "always" })],
  [request("PermuteActions", { seed: 3 })],
  [request("RecordEpisodeStatistics", { buffer: 5 })],
  [request("RepeatAction", { repeats: 2 })],
  [request("RewardNoise", { sigma: 0.1 })],
  [request("RewardScale", { factor: 3 })],
  [request("SparseReward", { every: "end" })],
  [request("StickyAction", { probability: 0.3 })],
  [request("TimeLimit", { maxSteps: 4 })],
  [
    request("TimeLimit", { maxSteps: 6 }),
    request("PermuteActions", { seed: 3 }),
    request("RewardScale", { factor: 2 }),
  ],
  [
    request("BogusActions", { count: 2 }),
    request("StickyAction", { probability: 0.2 }),
    request("RecordEpisodeStatistics"),
  ],
];

const NAMED = STACKS.map((stack) => [stack.map(({ name }) => name).join(" inside "), stack] as const);

describe.each(["SupportDeskTabular-v1", "SupportDeskDiscrete-v1"])("%s", (id) => {
  it.each(NAMED)("passes the checker in %s", (_, wrappers) => {
    const { findings } = checkEnv(() => make(id, {}, { wrappers }), { episodes: 4 });
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});
