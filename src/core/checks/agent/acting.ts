import type { Agent } from "../../agent.ts";
import { fullMask, type Mask } from "../../mask.ts";
import { createRng } from "../../random.ts";
import type { Report } from "../check.ts";
import { chiSquare, chiSquareLimit } from "./chi-square.ts";
import { randomMask } from "./toy-world.ts";
import { ACTION_COUNT, type AgentCheck, type AgentTrial, experienced, USUAL, worldOf } from "./trial.ts";

const DRAWS = 3000;
/** Enough to meet every action that is taken at all often. */
const FEW_DRAWS = 800;
const STEPS = 300;

const allowed: AgentCheck = {
  code: "AGENT-ACT-001",
  severity: "error",
  title: "takes allowed actions only",
  hint: "Choose among the actions whose mask entry is 1; return the action's index, not its rank among them.",
  run: (trial, report) => {
    const [agent, world] = [trial.make(USUAL), worldOf(trial)];
    for (let step = 0; step < STEPS; step += 1) {
      const { mask, action } = world.step(agent);
      if (mask[action] !== 1) report({ path: `step ${step} · act`, ...outside(mask, action) });
    }
    const rng = createRng(1);
    for (let row = 0; row < 50; row += 1) {
      const mask = randomMask(rng, ACTION_COUNT);
      const action = agent.actGreedily(trial.contexts(row % 8), mask);
      if (mask[action] !== 1) report({ path: `row ${row % 8} · actGreedily`, ...outside(mask, action) });
    }
  },
};

const inRange: AgentCheck = {
  code: "AGENT-ACT-002",
  severity: "error",
  title: "gives a propensity in (0, 1] with every action",
  hint: "Return the probability with which `act` chose the action, as a number.",
  run: (trial, report) => {
    const [agent, world] = [trial.make(USUAL), worldOf(trial)];
    for (let step = 0; step < STEPS; step += 1) {
      const { propensity } = world.step(agent);
      if (propensity > 0 && propensity <= 1 + 1e-12) continue;
      report({ path: `step ${step} · propensity`, expected: "a number in (0, 1]", got: propensity });
    }
  },
};

const forced: AgentCheck = {
  code: "AGENT-ACT-003",
  severity: "error",
  title: "takes the only allowed action with propensity 1",
  hint: "Spread the exploration over the allowed actions only.",
  run: (trial, report) => {
    const agent = experienced(trial);
    for (let action = 0; action < ACTION_COUNT; action += 1) {
      const mask = new Uint8Array(ACTION_COUNT);
      mask[action] = 1;
      const choice = agent.act(trial.contexts(0), mask);
      if (Math.abs(choice.propensity - 1) <= 1e-12) continue;
      report({ path: `mask [${mask}] · propensity`, expected: "1", got: choice.propensity });
    }
  },
};

const frequency: AgentCheck = {
  code: "AGENT-ACT-004",
  severity: "error",
  title: "takes actions as often as its propensities say",
  hint: "Compute the propensity from the same numbers that the choice is drawn from.",
  run: (trial, report) => {
    for (const seed of [1, 2]) compareFrequencies(trial, experienced(trial, { seed }), report);
  },
};

const renormalised: AgentCheck = {
  code: "AGENT-ACT-005",
  severity: "error",
  title: "spreads the whole probability over the allowed actions",
  hint: "Divide by the number or the weight of the allowed actions, not of all.",
  run: (trial, report) => {
    const agent = experienced(trial);
    for (const mask of [Uint8Array.of(1, 0, 1, 0), Uint8Array.of(0, 1, 1, 1), fullMask(ACTION_COUNT)]) {
      const { counts, propensities } = sample({ trial, agent, mask, draws: FEW_DRAWS });
      const sum = propensities.reduce((total, each, action) => total + each * (mask[action] ?? 0), 0);
      const complete = counts.every((count, action) => count > 0 || mask[action] === 0);
      if (sum <= 1 + 1e-6 && (!complete || sum >= 1 - 1e-6)) continue;
      report({ path: `mask [${mask}]`, expected: "propensities that sum to 1", got: sum });
    }
  },
};

const refusesMasks: AgentCheck = {
  code: "AGENT-ACT-006",
  severity: "error",
  title: "refuses a mask that allows nothing or has another length",
  hint: "Call `checkMask` where no allowed action is found.",
  run: (trial, report) => {
    const agent = experienced(trial);
    const masks = [new Uint8Array(ACTION_COUNT), Uint8Array.of(1, 1), new Uint8Array(9).fill(1)];
    for (const mask of masks) {
      for (const method of ["act", "actGreedily"] as const) {
        if (throwsMaskError(() => agent[method](trial.contexts(0), mask))) continue;
        report({ path: `${method} with mask [${mask}]`, expected: "a MaskError", got: "none" });
      }
    }
  },
};

/** Checks of the choices an agent makes and of their propensities. */
export const ACTING_CHECKS: readonly AgentCheck[] = [
  ...[allowed, inRange, forced, frequency, renormalised, refusesMasks],
];

interface Sampling {
  readonly trial: AgentTrial;
  readonly agent: Agent<unknown>;
  readonly mask: Mask;
  readonly draws: number;
}

/** What was drawn in one context: how often each action, and its mean propensity; shape [actionCount]. */
interface Sample {
  readonly counts: readonly number[];
  readonly propensities: readonly number[];
}

function sample({ trial, agent, mask, draws }: Sampling): Sample {
  const counts = new Array<number>(mask.length).fill(0);
  const sums = new Array<number>(mask.length).fill(0);
  for (let draw = 0; draw < draws; draw += 1) {
    const { action, propensity } = agent.act(trial.contexts(0), mask);
    counts[action] = (counts[action] ?? 0) + 1;
    sums[action] = (sums[action] ?? 0) + propensity;
  }
  return { counts, propensities: sums.map((sum, action) => sum / Math.max(1, counts[action] ?? 0)) };
}

function compareFrequencies(trial: AgentTrial, agent: Agent<unknown>, report: Report): void {
  const mask = fullMask(ACTION_COUNT);
  const { counts, propensities } = sample({ trial, agent, mask, draws: DRAWS });
  const total = propensities.reduce((sum, each) => sum + each, 0);
  const never = Math.max(0, 1 - total);
  const expected = [...propensities, never > 1e-9 ? never : 0].map((probability) => probability * DRAWS);
  const freedom = expected.filter((mean) => mean > 0).length - 1;
  if (chiSquare([...counts, 0], expected) <= chiSquareLimit(freedom)) return;
  report({
    path: `${DRAWS} acts in one context`,
    expected: `the propensities ${rounded(propensities)}`,
    got: `the shares ${rounded(counts.map((count) => count / DRAWS))}`,
  });
}

function rounded(numbers: readonly number[]): string {
  return `[${numbers.map((number) => Number(number.toFixed(3))).join(", ")}]`;
}

function outside(mask: Mask, action: number): { readonly expected: string; readonly got: number } {
  return { expected: `an action that the mask [${mask}] allows`, got: action };
}

function throwsMaskError(use: () => unknown): boolean {
  try {
    use();
    return false;
  } catch (error) {
    return error instanceof Error && error.name === "MaskError";
  }
}
