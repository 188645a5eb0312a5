import "../registrations.ts";
import type { Env } from "../../core/env.ts";
import { make } from "../../core/registry.ts";
import type { Solution } from "../../planning/solve.ts";
import type { SpecRecord } from "../../runs/index.ts";
import type { SolveFlags } from "../commands/solve.ts";
import { DEFAULTS } from "../defaults.ts";
import { deskOptions, readDiscount } from "../desk-options.ts";
import type { Io } from "../io.ts";
import { printJson } from "../json.ts";
import { printWarnings } from "../print-evaluation.ts";
import { optimumOf } from "./optima.ts";
import { printSolved } from "./print-solve.ts";
import { startSolving } from "./progress.ts";

const MAX_STATES = 500_000;
const ENV_ID = "SupportDeskTabular-v1";

/** The optimum of a task. */
export interface SolvedTask extends Solution {
  readonly taskId: string;
}

/** What `solve --json` prints. */
export interface SolveDocument {
  readonly schema: "supportdesk.solve/1";
  readonly spec: SpecRecord;
  /** γ of the returns. */
  readonly discount: number;
  readonly tasks: readonly SolvedTask[];
}

/** Carries out `solve`. @throws {GymError} If a flag is wrong or a task has too many states. */
export function runSolve(flags: SolveFlags, io: Io): void {
  const discount = readDiscount(flags) ?? DEFAULTS.discount;
  const kwargs = deskOptions(flags, discount);
  const env = make(ENV_ID, kwargs);
  const { json = false, maxStates = MAX_STATES } = flags;
  printWarnings(io, env, json ? io.error : io.out);
  const tasks = solveAll(env, { discount, maxStates }, io);
  const document: SolveDocument = {
    schema: "supportdesk.solve/1",
    spec: { id: ENV_ID, kwargs },
    discount,
    tasks,
  };
  if (json) printJson(io, document);
  else printSolved(io, document, env.actionSpace.size ?? 0);
}

function solveAll(
  env: Env,
  options: { readonly discount: number; readonly maxStates: number },
  io: Io,
): readonly SolvedTask[] {
  const progress = startSolving(io);
  try {
    const tasks = env.taskIds.map((taskId): SolvedTask => {
      const watch = progress === undefined ? {} : { onProgress: progress.watch(taskId) };
      return inOrder(taskId, optimumOf(env, taskId, { ...options, ...watch }));
    });
    progress?.finish(tasks.reduce((sum, { stateCount }) => sum + stateCount, 0));
    return tasks;
  } catch (error) {
    progress?.clear();
    throw error;
  }
}

function inOrder(taskId: string, solution: Solution): SolvedTask {
  const { bestRawScore, rawScoreOfOptimal, optimalReturn, margin, actions, stateCount, exact } = solution;
  return { taskId, bestRawScore, rawScoreOfOptimal, optimalReturn, margin, actions, stateCount, exact };
}
