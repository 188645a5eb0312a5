import "../registrations.ts";
import type { Env } from "../../core/env.ts";
import type { JsonObject } from "../../core/json.ts";
import { make } from "../../core/registry.ts";
import type { SpecRecord } from "../../runs/index.ts";
import type { SolveFlags } from "../commands/solve.ts";
import { DEFAULTS } from "../defaults.ts";
import { deskOptions, readDiscount } from "../desk-options.ts";
import { ProblemError } from "../errors.ts";
import type { Io } from "../io.ts";
import { printJson } from "../json.ts";
import { printWarnings } from "../print-evaluation.ts";
import { tooLarge } from "./optima.ts";
import { printSolved } from "./print-solve.ts";
import { startSolving } from "./progress.ts";
import { type SolvedTask, solveOrBoundTask } from "./solve-or-bound-task.ts";

const MAX_STATES = 500_000;
const ENV_ID = "SupportDeskTabular-v1";

/** What `solve --json` prints. */
export interface SolveDocument {
  readonly schema: "supportdesk.solve/1";
  readonly spec: SpecRecord;
  /** γ of the returns. */
  readonly discount: number;
  readonly tasks: readonly SolvedTask[];
}

/**
 * Carries out `solve`.
 * @throws {ProblemError} If a task has too many states, once its bounds are printed. @throws {GymError} If a flag is
 * wrong.
 */
export function runSolve(flags: SolveFlags, io: Io): void {
  const discount = readDiscount(flags) ?? DEFAULTS.discount;
  const kwargs = deskOptions(flags, discount);
  const env = make(ENV_ID, kwargs);
  const { json = false, maxStates = MAX_STATES } = flags;
  printWarnings(io, env, json ? io.error : io.out);
  const tasks = solveAll({ env, kwargs, discount, maxStates, json }, io);
  const document: SolveDocument = {
    schema: "supportdesk.solve/1",
    spec: { id: ENV_ID, kwargs },
    discount,
    tasks,
  };
  if (json) printJson(io, document);
  else printSolved(io, document, env.actionSpace.size ?? 0);
  const bounded = tasks.filter(({ exact }) => !exact).map(({ taskId }) => taskId);
  if (bounded.length > 0) {
    throw new ProblemError(tooLarge(bounded.join(", "), maxStates, "The values are bounded, not exact"));
  }
}

interface Solving {
  readonly env: Env;
  /** Options of the desk. */
  readonly kwargs: JsonObject;
  readonly discount: number;
  readonly maxStates: number;
  readonly json: boolean;
}

function solveAll({ env, kwargs, json, ...options }: Solving, io: Io): readonly SolvedTask[] {
  const progress = startSolving(io, { tellTime: !json });
  try {
    const tasks = env.taskIds.map((taskId) =>
      solveOrBoundTask(env, taskId, { ...options, ...progress.watch(taskId), kwargs }),
    );
    progress.finish(tasks.reduce((sum, { stateCount }) => sum + stateCount, 0));
    return tasks;
  } catch (error) {
    progress.clear();
    throw error;
  }
}
