import type { Episode, PastStep } from "./episode.ts";
import type { HistoryEntry } from "./models.ts";

const WRITTEN = [
  ["queue", "queue"],
  ["priority", "priority"],
  ["issue_type", "issue type"],
  ["status", "status"],
  ["resolution_code", "resolution code"],
] as const;

function written({ before, after }: PastStep): string[] {
  const changes: string[] = WRITTEN.filter(([field]) => before.case[field] !== after.case[field]).map(
    ([field, label]) => `${label} set to ${after.case[field]}`,
  );
  if (before.case.reply !== after.case.reply) changes.push("reply written");
  if (before.case.internal_note !== after.case.internal_note) changes.push("note written");
  const newFields = after.case.requested_fields.slice(before.case.requested_fields.length);
  if (newFields.length > 0) changes.push(`customer asked for ${newFields.join(", ")}`);
  return changes;
}

function delivered({ before, after }: PastStep): string[] {
  const { status } = after.follow_up;
  if (before.follow_up.status !== "pending" || status === "pending") return [];
  return status === "none" ? ["the customer had nothing to add"] : [`the customer's answer is ${status}`];
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const summaries = new WeakMap<PastStep, string>();

/** One plain sentence about what a step changed, put together once for each step. Public facts only. */
function summarize(past: PastStep): string {
  const known = summaries.get(past);
  if (known !== undefined) return known;
  const fresh = summaryOf(past);
  summaries.set(past, fresh);
  return fresh;
}

function summaryOf(past: PastStep): string {
  if (past.move.refused !== undefined) return `${past.move.name} was not available; nothing changed.`;
  const changes = [...delivered(past), ...written(past)];
  if (past.move.action.operation === "submit") changes.push("case submitted");
  if (changes.length > 0) return `${capitalize(changes.join("; "))}.`;
  return past.move.action.requested_fields?.length
    ? "These fields were asked for before; nothing changed."
    : "Nothing changed.";
}

function* backwards(last: PastStep | null): Generator<PastStep> {
  for (let past = last; past !== null; past = past.previous) yield past;
}

/** Every step so far, oldest first. */
export function pastSteps({ last }: Episode): PastStep[] {
  return [...backwards(last)].reverse();
}

/** The history as agents and operators see it, oldest first. */
export function actionHistory(episode: Episode): HistoryEntry[] {
  return pastSteps(episode).map((past, index) => ({
    step: index + 1,
    operation: past.move.action.operation,
    summary: summarize(past),
    reward_delta: past.reward,
  }));
}

/** One sentence about the last action, and how the episode ended. */
export function feedback({ last, outcome }: Episode): string {
  if (last === null) return "A new ticket is on your desk.";
  const sentence = summarize(last);
  return outcome === "abandoned" ? `${sentence} The step budget is used up.` : sentence;
}
