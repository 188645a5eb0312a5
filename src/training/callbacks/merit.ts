import type { EvaluationMeans } from "../evaluate.ts";

/** What agents are compared by: the mean raw score, then the mean return. */
export interface Merit {
  /** `null` where the environment gives no scores: the return alone counts. */
  readonly rawScore: number | null;
  readonly return: number;
}

/** The merit of an evaluation. */
export function meritOf({ rawScore, return: mean }: EvaluationMeans): Merit {
  return { rawScore, return: mean };
}

/** Whether one is strictly better: of higher raw score, or of equal raw score and higher return. */
export function isBetter(candidate: Merit, best: Merit): boolean {
  const [raw, bestRaw] = [candidate.rawScore ?? 0, best.rawScore ?? 0];
  return raw === bestRaw ? candidate.return > best.return : raw > bestRaw;
}
