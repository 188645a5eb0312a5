/** A bound on something that is measured, by its name in the report. */
export interface Budget {
  readonly what: string;
  readonly least?: number;
  readonly most?: number;
  /** Compared with the baseline: a ratio or an exponent, which a slow machine changes little. */
  readonly isPure: boolean;
}

/** Every budget, in the order of the report. */
export const BUDGETS: Readonly<Record<string, Budget>> = {
  compiledOverC: { what: "compiled Q-learning / the same in C", least: 0.5, isPure: true },
  compiledOverInterpreted: { what: "compiled Q-learning / step by step", least: 20, isPure: true },
  interpretedOverPython: { what: "Q-learning step by step / plain Python", least: 12, isPure: true },
  interpretedStepsPerSecond: {
    what: "Q-learning step by step, steps per CPU second",
    least: 1e6,
    isPure: false,
  },
  taxiRatio: { what: "Q-learning step by step / Taxi loop of Gymnasium", least: 5, isPure: true },
  structuredOverPython: { what: "structured steps / Python with deep copies", least: 15, isPure: true },
  checkedOverUnchecked: { what: 'steps with `checked: "first"` / "off"', least: 0.95, isPure: true },
  wrapperOverhead: { what: "a step in the slowest wrapper / without", most: 1.1, isPure: true },
  solveMinimalSeconds: { what: "exact optimum, minimal library, seconds", most: 1, isPure: false },
  solveStandardSeconds: { what: "exact optimum, standard library, seconds", most: 10, isPure: false },
  servingOverPython: { what: "steps served over `/ws` / Python OpenEnv", least: 5, isPure: true },
  servingCpuPythonOverOurs: {
    what: "CPU time of the server for a step, Python OpenEnv / ours",
    least: 5,
    isPure: true,
  },
  helpOverNode: { what: "`supportdesk --help` / `node -e 0`", most: 3, isPure: true },
  trainCompiledMb: { what: "1,000,000 episodes compiled, peak MB", most: 200, isPure: false },
  trainStepByStepMb: { what: "1,000,000 episodes step by step, peak MB", most: 200, isPure: false },
  idleSessionsMb: { what: "1,000 idle `/ws` sessions, MB", most: 250, isPure: false },
  playedSessionsMb: { what: "the same after an episode each, MB", most: 250, isPure: false },
  compiledStepsExponent: { what: "growth of CPU time with steps, compiled", most: 1.1, isPure: true },
  stepsExponent: { what: "growth of CPU time with steps, step by step", most: 1.1, isPure: true },
  seedsExponent: { what: "growth of CPU time with seeds", most: 1.1, isPure: true },
  sessionsExponent: { what: "growth of CPU time with sessions", most: 1.1, isPure: true },
};

/** What is reported without a budget. */
export const NOTES: Readonly<Record<string, string>> = {
  compileMilliseconds: "compiling a new desk while training on it, ms of CPU time",
  firstTrainingOverAgain: "first training on a new desk / the same again",
};
