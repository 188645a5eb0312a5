import type { ComparedEvaluation } from "../../report/compared.ts";
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
export function trainDocument({ manifest, result, evaluation, anchors, note }: Trained): TrainDocument {
  const document = {
    schema: "supportdesk.train/1",
    manifest,
    curve: result.curve,
    evaluation,
    anchors,
  } as const;
  return { ...document, ...(note !== undefined && { note }) };
}

/** The document of several runs. */
export function trainSeedsDocument(runs: readonly Trained[], summary: SeedsSummary): TrainSeedsDocument {
  return { schema: "supportdesk.train-seeds/1", runs: runs.map(trainDocument), summary };
}
