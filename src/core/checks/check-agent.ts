import type { Agent, SavedAgent } from "../agent.ts";
import { agentFromJSON } from "../agent-registry.ts";
import { InvalidArgumentError } from "../errors.ts";
import { unknownName } from "../names.ts";
import { ACTING_CHECKS } from "./agent/acting.ts";
import { EVALUATION_CHECKS } from "./agent/evaluation.ts";
import { INPUT_CHECKS } from "./agent/inputs.ts";
import { INTERFACE_CHECKS } from "./agent/interface.ts";
import { LEARNING_CHECKS } from "./agent/learning.ts";
import { REFERENCE_CHECKS } from "./agent/references.ts";
import { SEED_CHECKS } from "./agent/seeds.ts";
import { STATE_CHECKS } from "./agent/state.ts";
import { TIE_CHECKS } from "./agent/ties.ts";
import type {
  AgentCheck,
  AgentCheckSetup,
  AgentKind,
  AgentPair,
  AgentTrial,
  GoldenSequence,
  MakeAgent,
  Shaping,
} from "./agent/trial.ts";
import { runChecks } from "./check.ts";
import { type CheckReport, checkReport } from "./finding.ts";
import { kindOf } from "./show-value.ts";

export type {
  AgentCheckSetup,
  AgentKind,
  AgentPair,
  GoldenSequence,
  MakeAgent,
} from "./agent/trial.ts";

/** What `checkAgent` takes beside the maker. */
export interface CheckAgentOptions<Context = number> {
  /** What the agent learns. @defaultValue "value" */
  readonly kind?: AgentKind;
  /**
   * Makes a new context that stands for a row, an integer in [0, 400); rows must not share what is learned. Needed for
   * agents that read feature vectors. @defaultValue the row itself
   */
  readonly contexts?: (row: number) => Context;
  /** Rebuilds a saved agent. @defaultValue `agentFromJSON`, which knows registered agents */
  readonly restore?: (saved: SavedAgent) => Agent<Context>;
  /** Updates that were worked out by hand. */
  readonly golden?: readonly GoldenSequence<Context>[];
  /** Makers whose agents must agree, such as λ = 0 and one-step. */
  readonly equals?: readonly AgentPair<Context>[];
  /** Makes the agent with values that start at its usual initial value plus the value given for a row. */
  readonly initialised?: (values: ReadonlyMap<number, number>, setup: AgentCheckSetup) => Agent<Context>;
  /** Makes the agent with values that start higher by one number everywhere; used without `initialised`. */
  readonly initialValue?: (value: number, setup: AgentCheckSetup) => Agent<Context>;
  /** Codes of checks that the agent is right to fail, each with the reason as a clause. */
  readonly exempt?: Readonly<Record<string, string>>;
}

/** A check that was not made, and why. */
export interface NotApplicable {
  readonly code: string;
  readonly title: string;
  readonly reason: string;
}

/** Everything found about an agent, and what was not looked at. */
export interface AgentCheckReport extends CheckReport {
  readonly notApplicable: readonly NotApplicable[];
}

/** Which checks an agent gets, and with what. */
export interface AgentCheckPlan {
  readonly trial: AgentTrial;
  readonly checks: readonly AgentCheck[];
  readonly notApplicable: readonly NotApplicable[];
}

/** What an exception becomes that no check expected. */
export const AGENT_CRASH: AgentCheck = {
  code: "AGENT-RUN-001",
  severity: "error",
  title: "ordinary use throws nothing",
  hint: "Make every method work for every allowed action and every context; throw only on misuse.",
  run: () => {},
};

/** Every check with its code, in the order they run. */
export const AGENT_CHECKS: readonly AgentCheck[] = [
  ...[...INTERFACE_CHECKS, ...ACTING_CHECKS, ...TIE_CHECKS, ...EVALUATION_CHECKS, ...LEARNING_CHECKS],
  ...[...INPUT_CHECKS, ...STATE_CHECKS, ...SEED_CHECKS, ...REFERENCE_CHECKS],
];

/**
 * Checks a learner: choices and propensities, ties, evaluation that leaves no trace, the targets at ends and under
 * masks, what it does with its input, saving, and reproducibility.
 *
 * @param makeAgent - Makes a new agent; those it makes from one setup must be equal. A maker whose agents explore less
 *   than always shows more: an agent that only draws at random is right about everything it never does.
 * @returns All findings at once, errors first, and the checks that do not apply with the reasons.
 * @throws {GymError} If `exempt` names a code that no check has, or `makeAgent` is no function.
 */
export function checkAgent<Context = number>(
  makeAgent: MakeAgent<Context>,
  options: CheckAgentOptions<Context> = {},
): AgentCheckReport {
  const { trial, checks, notApplicable } = planAgentChecks(makeAgent, options);
  return { ...checkReport(runChecks(checks, trial, AGENT_CRASH)), notApplicable };
}

/**
 * The checks that apply to an agent, for callers that run them one by one.
 * @throws {GymError} If `exempt` names a code that no check has, or `makeAgent` is no function.
 */
export function planAgentChecks<Context = number>(
  makeAgent: MakeAgent<Context>,
  options: CheckAgentOptions<Context> = {},
): AgentCheckPlan {
  if (typeof makeAgent !== "function") {
    throw new InvalidArgumentError(
      `Expected a function that makes the agent of a setup, such as \`(setup) => new MyAgent(setup)\`, got ${kindOf(makeAgent)}.`,
    );
  }
  // The checks pass contexts around without reading them.
  const given = options as unknown as CheckAgentOptions<unknown>;
  const { kind = "value", exempt = {}, golden = [], equals = [] } = given;
  const {
    contexts = (row: number): unknown => row,
    restore = agentFromJSON as (saved: SavedAgent) => Agent<unknown>,
  } = given;
  const make = makeAgent as unknown as MakeAgent<unknown>;
  const trial: AgentTrial = { make, kind, contexts, restore, golden, equals, shaping: shapingOf(given) };
  const codes = AGENT_CHECKS.map(({ code }) => code);
  const unknown = Object.keys(exempt).find((code) => !codes.includes(code));
  if (unknown !== undefined) throw unknownName("check", unknown, codes);
  const reasons = AGENT_CHECKS.map((check) => exempt[check.code] ?? reasonAgainst(check, trial));
  return {
    trial,
    checks: AGENT_CHECKS.filter((_, index) => reasons[index] === undefined),
    notApplicable: AGENT_CHECKS.flatMap(({ code, title }, index) => {
      const reason = reasons[index];
      return reason === undefined ? [] : [{ code, title, reason }];
    }),
  };
}

function reasonAgainst({ kinds, missing }: AgentCheck, trial: AgentTrial): string | undefined {
  if (kinds !== undefined && !kinds.includes(trial.kind)) return `the agent is of kind "${trial.kind}"`;
  return missing?.(trial);
}

const POTENTIAL: ReadonlyMap<number, number> = new Map([0, 2, -1, 3, 0.5, 1.5].entries());
const CONSTANT = 3;

function shapingOf({ initialised, initialValue }: CheckAgentOptions<unknown>): Shaping | undefined {
  if (initialised !== undefined) {
    return { potential: POTENTIAL, initialised: (setup) => initialised(POTENTIAL, setup) };
  }
  if (initialValue === undefined) return undefined;
  const potential = new Map([...POTENTIAL.keys()].map((row) => [row, CONSTANT] as const));
  return { potential, initialised: (setup) => initialValue(CONSTANT, setup) };
}
