import type { ActionLibrary } from "../../src/supportdesk/action-library/index.ts";
import type { MacroAction } from "../../src/supportdesk/action-library/macro.ts";
import type { CanonicalTaskId } from "../../src/supportdesk/canonical/task-ids.ts";
import type { CaseState, FollowUp } from "../../src/supportdesk/models.ts";
import type { View } from "../../src/supportdesk/view.ts";
import { caseWith, openTask, playThrough, TASKS } from "./desk-play.ts";
import { GOLD_PLANS } from "./desk-scenarios.ts";

/** A view of a canonical ticket with some of its case, its follow-up status and other parts replaced. */
export function viewOf(
  taskId: CanonicalTaskId,
  changed: Partial<CaseState> = {},
  status: FollowUp["status"] = "none",
  parts: Partial<View> = {},
): View {
  const { view } = openTask(taskId);
  return {
    ...view,
    case: caseWith(changed),
    follow_up: { ...view.follow_up, status },
    ...parts,
  };
}

/** Views along the gold workflows of all tasks, under both rulesets. */
export const GOLD_VIEWS: readonly View[] = TASKS.flatMap((taskId) => {
  const start = openTask(taskId);
  const views = [start, ...playThrough(start, GOLD_PLANS[taskId]).map(({ episode }) => episode)].map(
    ({ view }) => view,
  );
  return [...views, ...views.map((view): View => ({ ...view, ruleset: "extended" }))];
});

function described({ compile, parts, ...plain }: MacroAction, views: readonly View[]): unknown {
  return { ...plain, parts: parts.map((part) => described(part, views)), wire: views.map(compile) };
}

/** All that can be told about a library: names, groups, flags, and what each action compiles to in some views. */
export function libraryText(library: ActionLibrary, views: readonly View[] = GOLD_VIEWS): string {
  return JSON.stringify([library.name, library.actions.map((action) => described(action, views))]);
}
