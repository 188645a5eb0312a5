import type { Agent, Transition } from "../../agent.ts";
import { GymError } from "../../errors.ts";
import type { Report } from "../check.ts";
import { firstDifference } from "../difference.ts";
import {
  ACTION_COUNT,
  type AgentCheck,
  type AgentTrial,
  experienced,
  type StepChange,
  stepOf,
  textOf,
  USUAL,
  worldOf,
} from "./trial.ts";

const STEPS = 80;

const badAction: AgentCheck = {
  code: "AGENT-INPUT-001",
  severity: "error",
  title: "refuses to learn from an action that it does not have",
  hint: "Check the action before anything changes, and throw an InvalidArgumentError.",
  run: (trial, report) => {
    for (const action of [-1, ACTION_COUNT, 0.5, Number.NaN]) refuses(trial, { action }, report);
  },
};

const badReward: AgentCheck = {
  code: "AGENT-INPUT-002",
  severity: "error",
  title: "refuses to learn from a reward that is not finite",
  hint: "Check the target before anything changes, and throw an InvalidArgumentError.",
  run: (trial, report) => {
    for (const reward of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      refuses(trial, { reward }, report);
      refuses(trial, { reward, terminated: true }, report);
    }
  },
};

const mutation: AgentCheck = {
  code: "AGENT-INPUT-003",
  severity: "error",
  title: "leaves the contexts and masks it acts on and the transitions it learns from as they are",
  hint: "Copy before changing.",
  run: (trial, report) => {
    const [agent, world] = [trial.make(USUAL), worldOf(trial)];
    for (let step = 0; step < STEPS; step += 1) {
      const transition = world.move((context, mask) => {
        const given = structuredClone({ context, mask });
        agent.actGreedily(context, mask);
        agent.explain(context, mask);
        const choice = agent.act(context, mask);
        const found = firstDifference(given, { context, mask });
        if (found !== undefined) report({ ...found, path: `step ${step} · ${found.path.slice(1)}` });
        return choice;
      });
      const before = structuredClone(transition);
      agent.learn(transition);
      const found = firstDifference(before, transition);
      if (found !== undefined) report({ ...found, path: `step ${step} · transition${found.path}` });
    }
  },
};

const reuse: AgentCheck = {
  code: "AGENT-INPUT-004",
  severity: "error",
  title: "lets the caller use the transition object again",
  hint: "Keep copies of what later updates need, with copies of its masks and feature vectors.",
  run: (trial, report) => {
    const [given, lent] = [trial.make(USUAL), trial.make(USUAL)];
    const [givenWorld, lentWorld] = [worldOf(trial), worldOf(trial)];
    const buffer = { ...stepOf(trial) };
    for (let step = 0; step < STEPS; step += 1) {
      givenWorld.step(given);
      const transition = lentWorld.move((context, mask) => lent.act(context, mask));
      lent.learn(Object.assign(buffer, transition));
      scramble(trial, buffer);
    }
    const found = firstDifference(given.toJSON(), lent.toJSON());
    if (found !== undefined) report({ ...found, path: `toJSON()${found.path}` });
  },
};

const emptyNextMask: AgentCheck = {
  code: "AGENT-INPUT-005",
  severity: "error",
  title: "needs no next action where the episode terminated",
  hint: "Read `nextMask` only if the step did not terminate.",
  run: (trial, report) => {
    const agent = experienced(trial);
    try {
      agent.learn(stepOf(trial, { nextMask: new Uint8Array(ACTION_COUNT), terminated: true }));
    } catch (error) {
      report({ path: "learn, terminated, empty `nextMask`", expected: "an update", got: String(error) });
    }
  },
};

/** Checks of what an agent does with the transitions it is given. */
export const INPUT_CHECKS: readonly AgentCheck[] = [badAction, badReward, mutation, reuse, emptyNextMask];

function refuses(trial: AgentTrial, change: StepChange, report: Report): void {
  const agent = experienced(trial);
  const before = textOf(agent);
  const path = `learn with ${Object.entries(change).map(([key, value]) => `${key} ${value}`)}`;
  const error = errorOf(agent, stepOf(trial, change));
  if (!(error instanceof GymError)) report({ path, expected: "a GymError", got: String(error ?? "none") });
  else if (error.message.includes("\n")) report({ path, expected: "one line", got: error.message });
  if (textOf(agent) !== before) report({ path, expected: "an agent that is unchanged", got: "another" });
}

function errorOf(agent: Agent<unknown>, transition: Transition<unknown>): unknown {
  try {
    agent.learn(transition);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Fills a transition with what no agent should ever read, its arrays in place. */
function scramble(trial: AgentTrial, buffer: { -readonly [Key in keyof Transition]: unknown }): void {
  for (const list of [buffer.context, buffer.nextContext, buffer.mask, buffer.nextMask]) {
    if (Array.isArray(list) || list instanceof Uint8Array) list.fill(1);
    else if (list instanceof Float64Array || list instanceof Float32Array) list.fill(7);
  }
  Object.assign(buffer, stepOf(trial, { row: 7, nextRow: 7, action: ACTION_COUNT - 1, reward: 77 }));
}
