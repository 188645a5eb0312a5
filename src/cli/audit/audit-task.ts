import type { Env } from "../../core/env.ts";
import { GymError } from "../../core/errors.ts";
import type { TransitionModel } from "../../core/model.ts";
import { aliasedReward } from "../../planning/aliased-reward.ts";
import { auditReward } from "../../planning/audit.ts";
import type { Comparison } from "../../planning/compare-optima.ts";
import { type DiscountThreshold, discountThreshold } from "../../planning/discount-threshold.ts";
import { pairRewards } from "../../planning/paired-model.ts";
import type { SolveOptions } from "../../planning/solve.ts";
import type { Episode } from "../../supportdesk/episode.ts";
import { hasOwnReward, modelToPlay, modelToSolve } from "../solve/desk-model.ts";
import { inFlags, MAX_STATES } from "../solve/optima.ts";
import type { AuditedComparison, AuditedTask, SeenReward } from "./documents.ts";

/** Two desks that differ in their rewards alone. */
export interface DeskPair {
  readonly base: Env;
  readonly changed: Env;
}

/** How a task is audited. */
export interface AuditTaskOptions extends Pick<SolveOptions, "onProgress"> {
  /** γ of the learner, in [0, 1]. */
  readonly discount: number;
  /** States after which to give up. */
  readonly maxStates: number;
  /** The desk with the audited reward at another γ, to look for a threshold. */
  readonly atDiscount?: (discount: number) => Env;
}

/**
 * Audits the reward of one task.
 * @throws {GymError} `MODEL_TOO_LARGE` past `maxStates`.
 */
export function auditTask(pair: DeskPair, taskId: string, options: AuditTaskOptions): AuditedTask {
  const hasOwn = hasOwnReward(pair.base) || hasOwnReward(pair.changed);
  const [base, changed] = models(pair, taskId, hasOwn ? modelToPlay : modelToSolve);
  try {
    const audit = auditReward(base, changed, { ...options, cycleKey: withoutClock(base) });
    const { stateCount, baseReturn, changedReturn, bestRawScore, cycles, aliasing } = audit;
    return {
      ...{ taskId, stateCount, baseReturn, changedReturn, bestRawScore },
      againstBase: withoutKey(audit.againstBase),
      againstRawScore: withoutKey(audit.againstRawScore),
      cycles,
      seenReward: seenReward(pair, taskId, options) ?? { complete: false, aliasing },
      ...(options.atDiscount !== undefined && {
        discountThreshold: thresholdOf(options.atDiscount, taskId, options.maxStates),
      }),
    };
  } catch (error) {
    throw inFlags(error, taskId, options.maxStates);
  }
}

type ModelOf = (env: Env, taskId: string) => TransitionModel | undefined;

function models(
  { base, changed }: DeskPair,
  taskId: string,
  modelOf: ModelOf,
): readonly [TransitionModel, TransitionModel] {
  return [known(modelOf(base, taskId)), known(modelOf(changed, taskId))];
}

function known(model: TransitionModel | undefined): TransitionModel {
  if (model !== undefined) return model;
  throw new GymError("UNSUPPORTED", "The environment does not tell its exact dynamics.");
}

/** What tells states apart once the clock is left out, so that going round in circles shows. */
function withoutClock(model: TransitionModel): (state: unknown) => string | number {
  return (state) => {
    // The states of a desk are episodes.
    const episode = state as Episode;
    return model.stateKey({ ...episode, view: { ...episode.view, remaining_steps: 0 } });
  };
}

/** With the table rows that an agent sees; `undefined` where that is too many states. */
function seenReward(pair: DeskPair, taskId: string, { maxStates }: AuditTaskOptions): SeenReward | undefined {
  const [base, changed] = models(pair, taskId, modelToPlay);
  try {
    const paired = pairRewards(base, changed, { maxStates: Math.min(maxStates, MAX_STATES) });
    return { complete: true, aliasing: aliasedReward(paired, (action) => base.actionName(action)) };
  } catch (error) {
    if (error instanceof GymError && error.code === "MODEL_TOO_LARGE") return undefined;
    throw error;
  }
}

function thresholdOf(
  atDiscount: (discount: number) => Env,
  taskId: string,
  maxStates: number,
): DiscountThreshold {
  return discountThreshold((discount) => known(modelToSolve(atDiscount(discount), taskId)), { maxStates });
}

function withoutKey({ verdict, margin, offence, loss }: Comparison): AuditedComparison {
  if (offence === null) return { verdict, margin, offence, loss };
  const { key: _key, ...rest } = offence;
  return { verdict, margin, offence: rest, loss };
}
