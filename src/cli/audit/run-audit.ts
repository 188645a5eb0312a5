import "../registrations.ts";
import type { Env } from "../../core/env.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import { make } from "../../core/registry.ts";
import type { AuditFlags } from "../commands/audit.ts";
import { DEFAULTS } from "../defaults.ts";
import { deskOptions, readDiscount } from "../desk-options.ts";
import { ProblemError } from "../errors.ts";
import type { Io } from "../io.ts";
import { printJson } from "../json.ts";
import { printWarnings } from "../print-evaluation.ts";
import { startSolving } from "../solve/progress.ts";
import { type AuditTaskOptions, auditTask, type DeskPair } from "./audit-task.ts";
import { type AuditDocument, type AuditedTask, keeps } from "./documents.ts";
import { liveShaping } from "./live-shaping.ts";
import { printAudit } from "./print-audit.ts";
import { problemsOf } from "./verdicts.ts";

const MAX_STATES = 500_000;
const ENV_ID = "SupportDeskTabular-v1";

/**
 * Carries out `audit`.
 *
 * @throws {ProblemError} If something optimal is not kept, or a potential fails. @throws {GymError} If a flag is wrong
 * or a task has too many states.
 */
export function runAudit(flags: AuditFlags, io: Io): void {
  const discount = readDiscount(flags) ?? DEFAULTS.discount;
  const { json = false, threshold = false, maxStates = MAX_STATES } = flags;
  const kwargs = rewardOptions(flags, discount);
  const baseKwargs = baseOptions(flags, discount);
  const pair = { base: make(ENV_ID, baseKwargs), changed: make(ENV_ID, kwargs) };
  printWarnings(io, pair.changed, json ? io.error : io.out);
  const tasks = auditAll(
    pair,
    { discount, maxStates, ...(threshold && { atDiscount: (given) => deskAt(flags, given) }) },
    io,
  );
  const shaping = kwargs["reward"] === "pbrs" ? liveShaping(kwargs, discount) : null;
  const document: AuditDocument = {
    schema: "supportdesk.audit/1",
    spec: { id: ENV_ID, kwargs },
    base: { id: ENV_ID, kwargs: baseKwargs },
    discount,
    passed: tasks.every(isKept) && shaping?.passed !== false,
    ...{ tasks, shaping },
  };
  if (json) printJson(io, document);
  else printAudit(io, document, pair.changed.actionSpace.size ?? 0);
  if (!document.passed) throw new ProblemError(problemsOf(document));
}

/** The desk with the audited reward, for a learner with another γ. */
function deskAt(flags: AuditFlags, discount: number): Env {
  return make(ENV_ID, rewardOptions(flags, discount));
}

function isKept({ againstBase, againstRawScore }: AuditedTask): boolean {
  return keeps(againstBase) && keeps(againstRawScore);
}

/** The desk with the audited reward. */
function rewardOptions(flags: AuditFlags, discount: number): JsonObject {
  const { reward = DEFAULTS.reward, base = DEFAULTS.reward, potentialDiscount } = flags;
  if (reward === "pbrs") return deskOptions(flags, potentialDiscount ?? discount);
  if (potentialDiscount !== undefined) {
    throw new InvalidArgumentError(
      `The potential is read by reward "pbrs" alone, got reward "${reward}": add --reward pbrs, or leave --potential-discount out.`,
    );
  }
  return deskOptions(base === "pbrs" ? withoutPotential(flags) : flags, discount);
}

/** The desk that it is compared with; a potential is read where the base is shaped too. */
function baseOptions(flags: AuditFlags, discount: number): JsonObject {
  const { base: reward = DEFAULTS.reward } = flags;
  return deskOptions({ ...(reward === "pbrs" ? flags : withoutPotential(flags)), reward }, discount);
}

function withoutPotential(flags: AuditFlags): AuditFlags {
  const { potential: _name, potentialScale: _scale, potentialShift: _shift, ...rest } = flags;
  return rest;
}

function auditAll(pair: DeskPair, options: AuditTaskOptions, io: Io): readonly AuditedTask[] {
  const progress = startSolving(io);
  try {
    const tasks = pair.base.taskIds.map((taskId) => {
      const watch = progress === undefined ? {} : { onProgress: progress.watch(taskId) };
      return auditTask(pair, taskId, { ...options, ...watch });
    });
    progress?.finish(tasks.reduce((sum, { stateCount }) => sum + stateCount, 0));
    return tasks;
  } catch (error) {
    progress?.clear();
    throw error;
  }
}
