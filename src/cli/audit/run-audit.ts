import "../registrations.ts";
import { make } from "../../core/registry.ts";
import type { AuditFlags } from "../commands/audit.ts";
import { DEFAULTS } from "../defaults.ts";
import { readDiscount } from "../desk-options.ts";
import { ProblemError } from "../errors.ts";
import type { Io } from "../io.ts";
import { printJson } from "../json.ts";
import { printWarnings } from "../print-evaluation.ts";
import { startSolving } from "../solve/progress.ts";
import { type AuditTaskOptions, auditTask, type DeskPair } from "./audit-task.ts";
import { AuditedDesks } from "./audited-desks.ts";
import { type AuditDocument, type AuditedTask, keeps } from "./documents.ts";
import { liveShaping } from "./live-shaping.ts";
import { loadOwnFunctions } from "./own-functions.ts";
import { printAudit } from "./print-audit.ts";
import { problemsOf } from "./verdicts.ts";

const MAX_STATES = 500_000;
const ENV_ID = "SupportDeskTabular-v1";

/**
 * Carries out `audit`.
 *
 * @throws {ProblemError} If something optimal is not kept, or a potential fails. @throws {GymError} If a flag is wrong
 * or a task has too many states. @throws {UsageError} If a file of the user's own cannot be used.
 */
export async function runAudit(flags: AuditFlags, io: Io): Promise<void> {
  const discount = readDiscount(flags) ?? DEFAULTS.discount;
  const { json = false, threshold = false, maxStates = MAX_STATES } = flags;
  const desks = new AuditedDesks(flags, await loadOwnFunctions(flags), maxStates);
  const [changed, base] = [desks.changed(discount), desks.base(discount)];
  const pair = { base: make(ENV_ID, base.options), changed: make(ENV_ID, changed.options) };
  printWarnings(io, pair.changed, json ? io.error : io.out);
  const atDiscount = (given: number): DeskPair["changed"] => make(ENV_ID, desks.changed(given).options);
  const tasks = auditAll(pair, { discount, maxStates, ...(threshold && { atDiscount }) }, io);
  const { named, potential } = changed;
  const shaping = named["reward"] === "pbrs" ? liveShaping(named, discount, potential) : null;
  const document: AuditDocument = {
    schema: "supportdesk.audit/1",
    spec: { id: ENV_ID, kwargs: named },
    base: { id: ENV_ID, kwargs: base.named },
    discount,
    passed: tasks.every(isKept) && shaping?.passed !== false,
    ...{ tasks, shaping },
  };
  if (json) printJson(io, document);
  else printAudit(io, document, pair.changed.actionSpace.size ?? 0);
  if (!document.passed) throw new ProblemError(problemsOf(document));
}

function isKept({ againstBase, againstRawScore }: AuditedTask): boolean {
  return keeps(againstBase) && keeps(againstRawScore);
}

function auditAll(pair: DeskPair, options: AuditTaskOptions, io: Io): readonly AuditedTask[] {
  const progress = startSolving(io, { tellTime: false });
  try {
    const tasks = pair.base.taskIds.map((taskId) =>
      auditTask(pair, taskId, { ...options, ...progress.watch(taskId) }),
    );
    progress.finish(tasks.reduce((sum, { stateCount }) => sum + stateCount, 0));
    return tasks;
  } catch (error) {
    progress.clear();
    throw error;
  }
}
