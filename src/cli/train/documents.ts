import type { ComparedEvaluation } from "../../report/compared.ts";
import type { TrainingRegret } from "../../report/regret.ts";
import type { Manifest } from "../../runs/index.ts";
import type { CurvePoint } from "../../training/callbacks.ts";
import type { Evaluation } from "../../training/evaluate.ts";
import type { SeedsSummary } from "./seeds-summary.ts";
import type { Trained } from "./trained.ts";

/** What `train --json` prints. */
export interface TrainDocument {
  readonly schema: "supportdesk.train/1";
  readonly manifest: Manifest;
  readonly curve: readonly CurvePoint[];
  readonly evaluation: ComparedEvaluation;
  /** `null` where the optimum is not known. */
  readonly regret: TrainingRegret | null;
  readonly anchors: readonly Evaluation[];
  /** Why the optimum is not beside the evaluation, where it is not. */
  readonly note?: string;
}

/** What `train --seeds --json` prints. */
export interface TrainSeedsDocument {
  readonly schema: "supportdesk.train-seeds/1";
  readonly runs: readonly TrainDocument[];
  readonly summary: SeedsSummary;
}

/** The document of one run. */
export function trainDocument(trained: Trained): TrainDocument {
  const { manifest, result, evaluation, regret, anchors, note } = trained;
  const document = {
    schema: "supportdesk.train/1",
    manifest,
    curve: result.curve,
    ...{ evaluation, regret, anchors },
  } as const;
  return { ...document, ...(note !== undefined && { note }) };
}

/** The document of several runs. */
export function trainSeedsDocument(runs: readonly Trained[], summary: SeedsSummary): TrainSeedsDocument {
  return { schema: "supportdesk.train-seeds/1", runs: runs.map(trainDocument), summary };
}
