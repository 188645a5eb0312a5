import type { Stopping } from "../../runs/index.ts";
import { stopOnNoImprovement } from "../../training/callbacks/stop-on-no-improvement.ts";
import { stopOnStablePolicy } from "../../training/callbacks/stop-on-stable-policy.ts";
import { stopOnThreshold } from "../../training/callbacks/stop-on-threshold.ts";
import type { TrainingCallback } from "../../training/callbacks.ts";

/** The callbacks that stop a run early, always in the same order. */
export function stoppingCallbacks(stopping: Stopping = {}): readonly TrainingCallback<never>[] {
  const { rawScore, patience, stable } = stopping;
  return [
    ...(rawScore === undefined ? [] : [stopOnThreshold({ rawScore })]),
    ...(patience === undefined ? [] : [stopOnNoImprovement({ evaluations: patience })]),
    ...(stable === undefined ? [] : [stopOnStablePolicy({ evaluations: stable })]),
  ];
}
