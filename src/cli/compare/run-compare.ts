import "../registrations.ts";
import { make } from "../../core/registry.ts";
import type { CompareFlags } from "../commands/compare.ts";
import type { Io } from "../io.ts";
import { printJson } from "../json.ts";
import { printWarnings } from "../print-evaluation.ts";
import { compareCommand } from "./command-line.ts";
import { compareDocument, compareMasksDocument } from "./documents.ts";
import { planComparisons } from "./plan.ts";
import { printComparison, printComparisonTitle, printMasks } from "./print-compare.ts";
import { type Comparison, trainAgents } from "./train-agents.ts";

/** Carries out `compare`. @throws {GymError} If a flag is wrong. */
export async function runCompare(flags: CompareFlags, io: Io): Promise<void> {
  const plans = planComparisons(flags);
  for (const { measuredIn } of plans.slice(0, 1)) {
    const env = make(measuredIn);
    if (flags.json) printWarnings(io, env, io.error);
    else printComparisonTitle(io, plans, env);
  }
  const comparisons = await trainAgents(plans, io);
  if (flags.json) printDocument(io, comparisons, flags);
  else if (flags.masks !== undefined) printMasks(io, comparisons);
  else for (const comparison of comparisons) printComparison(io, comparison);
}

function printDocument(io: Io, comparisons: readonly Comparison[], flags: CompareFlags): void {
  const command = compareCommand(flags);
  if (flags.masks !== undefined) printJson(io, compareMasksDocument(comparisons, command));
  else for (const comparison of comparisons) printJson(io, compareDocument(comparison, command));
}
