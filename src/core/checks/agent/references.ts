import type { Agent, Transition } from "../../agent.ts";
import { createRng } from "../../random.ts";
import type { Observed, Report } from "../check.ts";
import { ROWS, ToyWorld } from "./toy-world.ts";
import type { AgentCheck, AgentPair, AgentTrial, GoldenSequence, Shaping } from "./trial.ts";
import { allNear, near, USUAL, valuesOf, worldOf } from "./trial.ts";

const PAIR_STEPS = 150;
const SHAPING_STEPS = 1000;

const golden: AgentCheck = {
  code: "AGENT-GOLD-001",
  severity: "error",
  title: "makes the updates that were worked out by hand",
  hint: "Compare the update with the algorithm's equation, term by term.",
  kinds: ["value", "bandit"],
  missing: ({ golden }) => (golden.length === 0 ? "the option `golden` gives no sequence" : undefined),
  run: (trial, report) => {
    for (const sequence of trial.golden) tell(sequenceProblem(trial, sequence), report);
  },
};

const equal: AgentCheck = {
  code: "AGENT-EQUAL-001",
  severity: "error",
  title: "agrees with other agents update by update where theory says so",
  hint: "Compare the two updates: in this special case one is the other.",
  missing: ({ equals }) => (equals.length === 0 ? "the option `equals` gives no pair" : undefined),
  run: (trial, report) => {
    for (const pair of trial.equals) tell(pairProblem(trial, pair), report);
  },
};

const shaping: AgentCheck = {
  code: "AGENT-SHAPE-001",
  severity: "error",
  title: "learns from shaped rewards what it learns from initial values, update by update (Wiewiora 2003)",
  hint: "Bootstrap with the agent's γ, not past a termination, and start every value at its initial value.",
  kinds: ["value"],
  missing: ({ shaping: given }) =>
    given === undefined ? "neither `initialised` nor `initialValue` is given" : undefined,
  run: (trial, report) => {
    if (trial.shaping !== undefined) tell(shapingProblem(trial, trial.shaping), report);
  },
};

/** Checks against values and agents that the caller gives. */
export const REFERENCE_CHECKS: readonly AgentCheck[] = [golden, equal, shaping];

function tell(found: Observed | undefined, report: Report): void {
  if (found !== undefined) report(found);
}

function sequenceProblem(trial: AgentTrial, sequence: GoldenSequence<unknown>): Observed | undefined {
  const agent = trial.make({ ...USUAL, actionCount: 2, ...sequence.setup });
  for (const [step, { transition, values }] of sequence.steps.entries()) {
    agent.learn(transition);
    for (const [context, expected] of values) {
      const got = agent.explain(context).values;
      if (allNear(expected, got)) continue;
      const path = `${sequence.title} · after transition ${step + 1} · context ${String(context)}`;
      return { path, expected: `[${expected.join(", ")}]`, got };
    }
  }
  return undefined;
}

function pairProblem(trial: AgentTrial, { title, left, right }: AgentPair<unknown>): Observed | undefined {
  const [first, second] = [left(USUAL), right(USUAL)];
  const world = worldOf(trial);
  for (let step = 0; step < PAIR_STEPS; step += 1) {
    const transition = world.move((context, mask) => {
      second.act(context, mask);
      return first.act(context, mask);
    });
    for (const agent of [first, second]) agent.learn(structuredClone(transition));
    for (let row = 0; row < ROWS; row += 1) {
      const [expected, got] = [first, second].map((agent) => valuesOf(trial, agent, row));
      if (allNear(expected ?? [], got ?? [])) continue;
      const path = `${title} · after step ${step + 1} · row ${row}`;
      return { path, expected: `[${expected?.join(", ")}]`, got };
    }
  }
  return undefined;
}

/**
 * Feeds the same random walk to an agent that starts higher by the potential Φ, and, with γ · Φ(s′) − Φ(s) added to its
 * rewards and Φ = 0 past a termination, to one that does not: their values always differ by Φ(s).
 */
function shapingProblem(trial: AgentTrial, given: Shaping): Observed | undefined {
  const [initialised, shaped] = [given.initialised(USUAL), trial.make(USUAL)];
  const potential = (row: number): number => given.potential.get(row) ?? 0;
  const rng = createRng(3);
  const world = new ToyWorld({
    actionCount: USUAL.actionCount,
    contexts: (row) => row,
    rng: rng.fork("walk"),
  });
  const differs = (row: number): Observed | undefined =>
    offsetProblem(valuesOf(trial, initialised, row), valuesOf(trial, shaped, row), potential(row));
  for (let row = 0; row < ROWS; row += 1) {
    const problem = differs(row);
    if (problem !== undefined) return { ...problem, path: `row ${row} · before any step` };
  }
  for (let step = 1; step <= SHAPING_STEPS; step += 1) {
    const walked = world.wander() as Transition;
    const { context: row, nextContext: nextRow, terminated } = walked;
    const transition = { ...walked, context: trial.contexts(row), nextContext: trial.contexts(nextRow) };
    const reward = rng.double();
    const bonus = (terminated ? 0 : shaped.discount * potential(nextRow)) - potential(row);
    learnBoth([initialised, shaped], [reward, reward + bonus], transition);
    const problem = differs(row);
    if (problem !== undefined) return { ...problem, path: `row ${row} · after step ${step}` };
  }
  return undefined;
}

function learnBoth(
  agents: readonly Agent<unknown>[],
  rewards: readonly number[],
  transition: Transition<unknown>,
): void {
  for (const [index, agent] of agents.entries()) {
    agent.learn({ ...structuredClone(transition), reward: rewards[index] ?? 0 });
  }
}

function offsetProblem(
  initialised: readonly number[],
  shaped: readonly number[],
  potential: number,
): Observed | undefined {
  const expected = shaped.map((value) => value + potential);
  if (initialised.length === expected.length && initialised.every((value, i) => near(value, expected[i]))) {
    return undefined;
  }
  return {
    path: "",
    expected: `[${expected.join(", ")}], Φ more than with shaped rewards`,
    got: initialised,
  };
}
