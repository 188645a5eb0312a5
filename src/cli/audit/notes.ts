import type { AliasedReward } from "../../planning/aliased-reward.ts";
import { formatValue } from "../../report/numbers.ts";
import type { AuditDocument } from "./documents.ts";

/** What the columns mean, and what the verdicts do not say. */
export function closingNotes({ spec, base, tasks }: AuditDocument): readonly string[] {
  const { reward } = spec.kwargs;
  return [
    "Lost is what optimising the audited reward costs, over all its optimal policies: of the base return, discounted, and of the best raw score.",
    ...(spec.kwargs["budget"] === "external"
      ? [
          "Episodes can be truncated: the verdicts count that as the end, while a learner bootstraps there, so a potential can read as broken.",
        ]
      : []),
    ...seenNotes({ reward: String(reward), base: String(base.kwargs["reward"]), tasks }),
  ];
}

interface Seen extends Pick<AuditDocument, "tasks"> {
  readonly reward: string;
  readonly base: string;
}

/** Whether what is true of the states is true of what an agent sees. */
function seenNotes({ reward, base, tasks }: Seen): readonly string[] {
  const found = tasks.find(({ seenReward }) => seenReward.aliasing !== null);
  if (found?.seenReward.aliasing) {
    const { action } = found.seenReward.aliasing;
    return [
      `Policy order kept is not learning kept: on ${found.taskId} one table row has seen ${unlikeHistories(found.seenReward.aliasing)}, and there ${action} earns ${additions(found.seenReward.aliasing)} more than under ${base}. A tabular agent may end elsewhere.`,
    ];
  }
  if (tasks.every(({ seenReward }) => seenReward.complete)) {
    return [
      `What ${reward} adds to ${base} is a function of what an agent sees: table row, action, next row.`,
    ];
  }
  return [
    `Whether what ${reward} adds to ${base} is a function of what an agent sees was not settled: too many states. Policy order kept may not be learning kept.`,
  ];
}

function unlikeHistories({ histories: [one, other] }: AliasedReward): string {
  return `${historyText(one)} as well as ${historyText(other)}`;
}

function additions({ additions: [one, other] }: AliasedReward): string {
  return `${formatValue(one)} and ${formatValue(other)}`;
}

/** Actions in a row, in words. */
export function historyText(history: readonly string[]): string {
  return history.length === 0 ? "the start" : history.join(" → ");
}
