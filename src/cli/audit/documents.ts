import type { AliasedReward } from "../../planning/aliased-reward.ts";
import type { NamedCycle } from "../../planning/audit.ts";
import type { Comparison, Offence } from "../../planning/compare-optima.ts";
import type { DiscountThreshold } from "../../planning/discount-threshold.ts";
import type { ShapingReport } from "../../planning/shaping-report.ts";
import type { SpecRecord } from "../../runs/index.ts";

/** A comparison without the table row of the offence: states that grade alike were taken as one. */
export interface AuditedComparison extends Omit<Comparison, "offence"> {
  readonly offence: Omit<Offence, "key"> | null;
}

/** What is known of the reward as an agent sees it. */
export interface SeenReward {
  /** Whether every state was looked at; a place that was found counts either way. */
  readonly complete: boolean;
  /** Where one table row and action earn unlike rewards; `null` where none was found. */
  readonly aliasing: AliasedReward | null;
}

/** The audit of one task. */
export interface AuditedTask {
  readonly taskId: string;
  readonly stateCount: number;
  /** V* under the base reward, and under the audited one, each in its own units. */
  readonly baseReturn: number;
  readonly changedReturn: number;
  /** The best final raw score of any policy, in [0, 1]. */
  readonly bestRawScore: number;
  readonly againstBase: AuditedComparison;
  readonly againstRawScore: AuditedComparison;
  /** Ways to earn for ever if nothing ran out. */
  readonly cycles: readonly NamedCycle[];
  readonly seenReward: SeenReward;
  /** From which γ on every optimal policy ends with the best raw score; there if asked for. */
  readonly discountThreshold?: DiscountThreshold;
}

/** What `audit --json` prints. */
export interface AuditDocument {
  readonly schema: "supportdesk.audit/1";
  /** The desk with the audited reward. */
  readonly spec: SpecRecord;
  /** The desk with the reward that it is compared with. */
  readonly base: SpecRecord;
  /** γ of the learner. */
  readonly discount: number;
  /** Whether every verdict is equal or kept and the potential passes its checks. */
  readonly passed: boolean;
  readonly tasks: readonly AuditedTask[];
  /** Episodes played to check the potential; `null` for a reward without one. */
  readonly shaping: ShapingReport | null;
}

/** Whether a comparison keeps what is optimal. */
export function keeps({ verdict }: AuditedComparison): boolean {
  return verdict === "equal" || verdict === "kept";
}
