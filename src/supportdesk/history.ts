import type { Episode } from "./episode.ts";
import type { HistoryEntry } from "./models.ts";
import type { Turn } from "./turn.ts";

const WRITTEN = [
  ["queue", "queue"],
  ["priority", "priority"],
  ["issue_type", "issue type"],
  ["status", "status"],
  ["resolution_code", "resolution code"],
] as const;

function written({ before, next: { view: after } }: Turn): string[] {
  const changes: string[] = WRITTEN.filter(([field]) => before.case[field] !== after.case[field]).map(
    ([field, label]) => `${label} set to ${after.case[field]}`,
  );
  if (before.case.reply !== after.case.reply) changes.push("reply written");
  if (before.case.internal_note !== after.case.internal_note) changes.push("note written");
  const newFields = after.case.requested_fields.slice(before.case.requested_fields.length);
  if (newFields.length > 0) changes.push(`customer asked for ${newFields.join(", ")}`);
  return changes;
}

function delivered({ before, next }: Turn): string[] {
  const { status } = next.view.follow_up;
  if (before.follow_up.status !== "pending" || status === "pending") return [];
  return status === "none" ? ["the customer had nothing to add"] : [`the customer's answer is ${status}`];
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const summaries = new WeakMap<Turn, string>();

/** One plain sentence about what a turn changed, put together once for each turn. Public facts only. */
function summarize(turn: Turn): string {
  const known = summaries.get(turn);
  if (known !== undefined) return known;
  const fresh = summaryOf(turn);
  summaries.set(turn, fresh);
  return fresh;
}

function summaryOf(turn: Turn): string {
  const { move } = turn;
  if (move.refused !== undefined) return `${move.name} was not available; nothing changed.`;
  const changes = [...delivered(turn), ...written(turn)];
  if (move.action.operation === "submit") changes.push("case submitted");
  if (changes.length > 0) return `${capitalize(changes.join("; "))}.`;
  return move.action.requested_fields?.length
    ? "These fields were asked for before; nothing changed."
    : "Nothing changed.";
}

/** Every turn so far, oldest first. */
export function pastTurns({ past }: Episode): Turn[] {
  const turns: Turn[] = [];
  for (let each = past; each !== null; each = each.previous) turns.push(each.turn);
  return turns.reverse();
}

/** The history as agents and operators see it, oldest first. */
export function actionHistory(episode: Episode): HistoryEntry[] {
  return pastTurns(episode).map((turn, index) => ({
    step: index + 1,
    operation: turn.move.action.operation,
    summary: summarize(turn),
    reward_delta: turn.reward,
  }));
}

/** One sentence about the last action, and how the episode ended. */
export function feedback({ past, outcome }: Episode): string {
  if (past === null) return "A new ticket is on your desk.";
  const sentence = summarize(past.turn);
  return outcome === "abandoned" ? `${sentence} The step budget is used up.` : sentence;
}
