import { make } from "../../core/registry.ts";
import type { ComparedEvaluation } from "../../report/compared.ts";
import {
  type ComparedAgent,
  type ComparedRun,
  type ComparisonSummary,
  pointsOf,
  summarizeComparison,
} from "../../report/comparison.ts";
import { type Arrival, areaUnderCurve, timeToThreshold } from "../../report/comparison-statistics.ts";
import type { SpecRecord } from "../../runs/index.ts";
import { TRAINING_ENV } from "../train/experiment.ts";
import { currentProvenance, type Provenance } from "../train/setup.ts";
import type { Optimum } from "./judge.ts";
import type { ComparisonPlan } from "./plan.ts";
import type { Comparison } from "./train-agents.ts";

/** All that agents share, so that two comparisons can be told to be of the same thing. */
export interface ComparisonProtocol extends Provenance {
  /** Command line that repeats the comparison. */
  readonly command: string;
  readonly suite: string;
  /** The desk that is learned in; agents that read vectors have it as vectors. */
  readonly spec: SpecRecord;
  readonly episodes: number;
  /** Every agent is trained on each: they share agent seeds and environment seeds. */
  readonly seeds: readonly number[];
  readonly evaluation: {
    readonly spec: SpecRecord;
    readonly seeds: readonly number[];
    readonly tasks: readonly string[];
    readonly every: number;
    /** γ of the returns that are compared. */
    readonly discount: number;
  };
  /** When a curve counts as having arrived. */
  readonly arrival: Arrival;
}

/** What `compare --json` prints. */
export interface CompareDocument {
  readonly schema: "supportdesk.compare/1";
  readonly protocol: ComparisonProtocol;
  readonly agents: readonly AgentDocument[];
  readonly anchors: readonly ComparedEvaluation[];
  readonly optimum: Optimum | null;
  readonly note?: string;
}

/** An agent of a document; its seeds in order. */
export interface AgentDocument extends Omit<ComparedAgent, "runs"> {
  readonly seeds: readonly (ComparedRun & {
    /** `null` if never. */
    readonly episodesToThreshold: number | null;
    readonly areaUnderCurve: number;
  })[];
  readonly summary: ComparisonSummary;
}

/** What `compare --masks --json` prints: the document of each mask. */
export interface CompareMasksDocument {
  readonly schema: "supportdesk.compare-masks/1";
  readonly masks: readonly (CompareDocument & { readonly mask: string })[];
}

/** The document of one comparison. */
export function compareDocument({ plan, agents, anchors }: Comparison, command: string): CompareDocument {
  const { scripted, optimum, note } = anchors;
  return {
    schema: "supportdesk.compare/1",
    protocol: protocolOf(plan, command),
    agents: agents.map((agent) => agentDocument(agent, plan.arrival)),
    anchors: scripted,
    optimum,
    ...(note !== undefined && { note }),
  };
}

/** The document of comparisons under several masks. */
export function compareMasksDocument(
  comparisons: readonly Comparison[],
  command: string,
): CompareMasksDocument {
  return {
    schema: "supportdesk.compare-masks/1",
    masks: comparisons.map((each) => ({ mask: each.plan.mask, ...compareDocument(each, command) })),
  };
}

function protocolOf({ shared, measuredIn, arrival }: ComparisonPlan, command: string): ComparisonProtocol {
  const { suite, options, episodes, seeds, evaluateEvery, discount } = shared;
  const { taskIds } = make(measuredIn);
  return {
    ...{ command, suite, spec: { id: TRAINING_ENV, kwargs: options }, episodes, seeds },
    evaluation: { spec: measuredIn, seeds: [0], tasks: taskIds, every: evaluateEvery, discount },
    arrival,
    ...currentProvenance(),
  };
}

function agentDocument({ runs, ...agent }: ComparedAgent, arrival: Arrival): AgentDocument {
  return {
    ...agent,
    seeds: runs.map((run) => ({
      ...run,
      episodesToThreshold: timeToThreshold(pointsOf(run), arrival),
      areaUnderCurve: areaUnderCurve(pointsOf(run)),
    })),
    summary: summarizeComparison(runs, arrival),
  };
}
