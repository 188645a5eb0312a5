// @ts-check
import { counted, pretty, signed, words } from "./words.js";

/** @import { Episode, PageState } from "./desk.js" */

/** @param {Episode} episode */
function beginning({ current_observation: observation }) {
  const subject = observation?.["ticket"]?.subject;
  const steps = observation?.["remaining_steps"];
  const budget = typeof steps === "number" ? ` ${counted(steps, "step")} to play.` : "";
  return `New episode${subject === undefined ? "" : `: ${subject}`}.${budget}`;
}

/** @param {Episode} episode */
function lastStep({ action_logs: logs, current_observation: observation }) {
  const last = logs.at(-1);
  if (last === undefined) return "";
  const operation = words(last.action["operation"] ?? "action");
  const summary = observation?.["action_history"]?.at(-1)?.summary ?? observation?.["feedback"] ?? "";
  return `Step ${last.step_count}, ${operation}. ${summary} Reward ${signed(last.reward ?? 0)}.`;
}

/**
 * What a listener is told after the episode changed.
 * @param {Pick<PageState, "episode" | "grade" | "choice">} state
 */
export function announcement({ episode, grade, choice }) {
  if (episode.action_logs.length === 0) return beginning(episode);
  const isChosen = choice !== null && pretty(choice.action) === pretty(episode.action_logs.at(-1)?.action);
  const chosen = isChosen ? `${choice.policy} chose ${choice.name}. ` : "";
  const ending =
    grade?.ended === true
      ? ` The episode has ended: ${words(grade.outcome)}, reported score ${grade.score.toFixed(2)}.`
      : "";
  return `${chosen}${lastStep(episode)}${ending}`;
}
