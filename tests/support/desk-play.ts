import { actionName } from "../../src/supportdesk/action-name.ts";
import { CANONICAL_SCENARIOS } from "../../src/supportdesk/canonical/index.ts";
import { CANONICAL_TASK_IDS, type CanonicalTaskId } from "../../src/supportdesk/canonical/task-ids.ts";
import { type Advance, advance, type Episode, open } from "../../src/supportdesk/episode.ts";
import type { Action, CaseState } from "../../src/supportdesk/models.ts";
import { POTENTIALS } from "../../src/supportdesk/potentials.ts";
import { rewardFunction, type ShapingOptions } from "../../src/supportdesk/rewards.ts";
import type { Rules } from "../../src/supportdesk/rules.ts";
import type { Scenario } from "../../src/supportdesk/scenario.ts";

export const TASKS = CANONICAL_TASK_IDS;

export function scenarioOf(taskId: CanonicalTaskId): Scenario {
  const found = CANONICAL_SCENARIOS.find(({ brief }) => brief.task_id === taskId);
  if (found === undefined) throw new Error(`No task ${taskId}.`);
  return found;
}

export const PLAIN_SHAPING: ShapingOptions = {
  discount: 1,
  potential: POTENTIALS["raw-score"],
  scale: 1,
  shift: 0,
};

/** The default rules with the given ones on top. */
export function rules(changed: Partial<Rules> = {}): Rules {
  return {
    budget: "terminal",
    hints: "workflow",
    strictOperations: false,
    reward: rewardFunction("delta", PLAIN_SHAPING),
    ...changed,
  };
}

export function openTask(taskId: CanonicalTaskId, changed: Partial<Rules> = {}): Episode {
  return open(scenarioOf(taskId), rules(changed));
}

export function act(episode: Episode, action: Action): Advance {
  return advance(episode, { action, name: actionName(action) });
}

/** Plays a list of actions; the last result. */
export function playAll(episode: Episode, actions: readonly [Action, ...Action[]]): Advance {
  const [first, ...rest] = actions;
  return rest.reduce((result, action) => act(result.episode, action), act(episode, first));
}

/** Plays until the list is used up or the episode has ended; every result. */
export function playThrough(episode: Episode, actions: readonly Action[]): Advance[] {
  const results: Advance[] = [];
  let current = episode;
  for (const action of actions) {
    if (current.view.ended) break;
    const result = act(current, action);
    results.push(result);
    current = result.episode;
  }
  return results;
}

/** An untouched case with some fields filled in. */
export function caseWith(changed: Partial<CaseState> = {}): CaseState {
  return {
    queue: null,
    priority: null,
    issue_type: null,
    status: "new",
    resolution_code: null,
    requested_fields: [],
    reply: null,
    internal_note: null,
    ...changed,
  };
}
