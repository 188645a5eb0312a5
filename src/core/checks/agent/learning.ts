import type { Agent } from "../../agent.ts";
import { fullMask } from "../../mask.ts";
import type { AgentCheck, AgentTrial, StepChange } from "./trial.ts";
import { ACTION_COUNT, allNear, near, stepOf, textOf, USUAL, valuesOf } from "./trial.ts";

const LOOP_LIMIT = 5;
const LOOP_EPISODES = 400;

const truncation: AgentCheck = {
  code: "AGENT-LEARN-001",
  severity: "error",
  title: "bootstraps where an episode was truncated",
  hint: "Leave γ · V(s′) out of the target only if `terminated`; a truncated step goes on beyond what was seen.",
  kinds: ["value"],
  run: (trial, report) => {
    const agent = trial.make({ ...USUAL, actionCount: 1 });
    playLoop(trial, agent, LOOP_EPISODES);
    const [before = 0] = valuesOf(trial, agent, 0);
    playLoop(trial, agent, LOOP_EPISODES);
    const [value = 0] = valuesOf(trial, agent, 0);
    // Without bootstrap the value is at most 1 / (1 − 0.8 · 0.9) ≈ 3.571; small steps may still be on their way.
    const onTheWay = value > 4 && value > before && value < 10;
    if (Math.abs(value - 10) <= 1 || onTheWay) return;
    report({
      path: "a loop that pays 1 and is truncated every 5 steps, at γ = 0.9",
      expected: "the value 10 (3.571 takes truncation for an end)",
      got: value,
    });
  },
};

const termination: AgentCheck = {
  code: "AGENT-LEARN-002",
  severity: "error",
  title: "does not bootstrap where an episode terminated",
  hint: "Leave γ · V(s′) out of the target if `terminated`: nothing follows.",
  run: (trial, report) => {
    const [high, low] = [1, 2].map((nextRow) => {
      const agent = trial.make(USUAL);
      for (let action = 0; action < ACTION_COUNT; action += 1) {
        repeat(trial, agent, 20, { row: 1, action, reward: 1, nextRow: 3, terminated: true });
      }
      repeat(trial, agent, 3, { nextRow, terminated: true });
      return valuesOf(trial, agent, 0);
    });
    if (allNear(high ?? [], low ?? [])) return;
    report({
      path: "values before an end whose next state is worth 1",
      expected: show(low),
      got: show(high),
    });
  },
};

const terminalReward: AgentCheck = {
  code: "AGENT-LEARN-003",
  severity: "error",
  title: "learns from the reward of a step that terminated",
  hint: "Make the update before the episode's end is handled; do not skip it.",
  run: (trial, report) => {
    const [paid, unpaid] = [1, 0].map((reward) => {
      const agent = trial.make(USUAL);
      for (let episode = 0; episode < 3; episode += 1) {
        agent.learn(stepOf(trial, { action: 0, reward, terminated: true }));
        agent.learn(stepOf(trial, { action: 1, reward: 0, terminated: true }));
      }
      return trial.kind === "policy" ? textOf(agent) : show(valuesOf(trial, agent, 0));
    });
    if (paid !== unpaid) return;
    report({ path: "terminal rewards of 1 instead of 0", expected: "other values", got: "the same" });
  },
};

const terminalStepSize: AgentCheck = {
  code: "AGENT-LEARN-004",
  severity: "error",
  title: "moves values at an end by its step size, as anywhere",
  hint: "Use `Q += α · (r − Q)` at an end too; do not set the value to the reward.",
  kinds: ["value", "bandit"],
  run: (trial, report) => {
    const ends = [{}, { terminated: true }, { truncated: true }];
    const [expected, ...others] = ends.map((end) => {
      const agent = trial.make({ ...USUAL, discount: 0, horizon: 1e9 });
      for (const reward of [1, 0, 1, 1, 0]) agent.learn(stepOf(trial, { reward, ...end }));
      agent.learn(stepOf(trial, { row: 2, nextRow: 3, terminated: true }));
      return valuesOf(trial, agent, 0);
    });
    for (const [index, got] of others.entries()) {
      if (allNear(expected ?? [], got, 1e-6)) continue;
      const path = `rewards 1, 0, 1, 1, 0 of steps that ${index === 0 ? "terminated" : "were truncated"}, at γ = 0`;
      report({ path, expected: `${show(expected)}, as if they went on`, got: show(got) });
    }
  },
};

const maskedBootstrap: AgentCheck = {
  code: "AGENT-LEARN-005",
  severity: "error",
  title: "bootstraps from allowed next actions only",
  hint: "Take the next value over the actions that `nextMask` allows.",
  kinds: ["value"],
  run: (trial, report) => {
    const [stale, clean] = [1000, 0].map((reward) => {
      const agent = trial.make(USUAL);
      repeat(trial, agent, 20, { row: 1, action: 1, reward, nextRow: 3, terminated: true });
      for (let time = 0; time < 3; time += 1) {
        agent.learn(stepOf(trial, { nextMask: Uint8Array.of(1, 0, 0, 0), truncated: true }));
      }
      return valuesOf(trial, agent, 0)[0];
    });
    if (near(stale, clean)) return;
    const path = "value before a state in which an action worth 1000 is barred";
    report({ path, expected: String(clean), got: stale });
  },
};

/** Checks of what an agent moves its values towards. */
export const LEARNING_CHECKS: readonly AgentCheck[] = [
  ...[truncation, termination, terminalReward, terminalStepSize, maskedBootstrap],
];

function playLoop(trial: AgentTrial, agent: Agent<unknown>, episodes: number): void {
  const mask = fullMask(1);
  for (let step = 1; step <= episodes * LOOP_LIMIT; step += 1) {
    const { action, propensity } = agent.act(trial.contexts(0), mask);
    const truncated = step % LOOP_LIMIT === 0;
    agent.learn(
      stepOf(trial, { ...{ mask, action, propensity, reward: 1, nextRow: 0, nextMask: mask }, truncated }),
    );
  }
}

function repeat(trial: AgentTrial, agent: Agent<unknown>, times: number, change: StepChange): void {
  for (let time = 0; time < times; time += 1) agent.learn(stepOf(trial, change));
}

function show(values: readonly number[] | undefined): string {
  return `[${(values ?? []).join(", ")}]`;
}
