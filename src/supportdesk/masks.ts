import { MaskError } from "../core/errors.ts";
import type { Mask } from "../core/mask.ts";
import type { ActionLibrary } from "./action-library/library.ts";
import type { ActionGroup, MacroAction } from "./action-library/macro.ts";
import { isClassified, isIncomplete, type View } from "./view.ts";
import { RULESETS, type Ruleset, VOCABULARY, WORKFLOW_STAGES, type WorkflowStage } from "./vocabulary.ts";
import { workflowStage } from "./workflow.ts";

/**
 * Which named actions are offered.
 *
 * - `none`: all of them.
 * - `structural`: those that can have an effect at all.
 * - `once`: structural, and classification, priority, reply and note are written once.
 * - `workflow`: once, in the order of the workflow stages.
 */
export const MASK_NAMES = ["none", "structural", "once", "workflow"] as const;
/** Name of a rule that says which actions are offered. */
export type MaskName = (typeof MASK_NAMES)[number];

/** Everything about a view that a mask reads. */
interface Situation {
  readonly pending: boolean;
  readonly incomplete: boolean;
  readonly classification: boolean;
  readonly priority: boolean;
  readonly reply: boolean;
  readonly note: boolean;
  readonly stage: WorkflowStage;
  readonly ruleset: Ruleset;
}

/** @param mask - Only `workflow` goes by the stage; for the others it is always the first. */
function situationOf(view: View, mask: MaskName): Situation {
  const { case: caseState, follow_up } = view;
  return {
    pending: follow_up.status === "pending",
    incomplete: isIncomplete(follow_up),
    classification: isClassified(caseState),
    priority: caseState.priority !== null,
    reply: caseState.reply !== null,
    note: caseState.internal_note !== null,
    stage: mask === "workflow" ? workflowStage(view) : WORKFLOW_STAGES[0],
    ruleset: view.ruleset,
  };
}

/** A number for each situation, so that masks are computed once. */
function situationKey(situation: Situation): number {
  const { pending, incomplete, classification, priority, reply, note, stage, ruleset } = situation;
  const bits =
    (pending ? 1 : 0) |
    (incomplete ? 2 : 0) |
    (classification ? 4 : 0) |
    (priority ? 8 : 0) |
    (reply ? 16 : 0) |
    (note ? 32 : 0);
  const combination = bits * WORKFLOW_STAGES.length + WORKFLOW_STAGES.indexOf(stage);
  return combination * RULESETS.length + RULESETS.indexOf(ruleset);
}

const STAGE_GROUPS: Readonly<Record<WorkflowStage, readonly ActionGroup[]>> = {
  triage: ["classify", "priority"],
  investigation: ["lookup"],
  information_gathering: ["request"],
  awaiting_customer: ["wait"],
  response: ["reply"],
  documentation: ["note"],
  ready_to_submit: ["submit"],
  closed: [],
};

function isStructural(action: MacroAction, situation: Situation): boolean {
  if (action.parts.length > 0) return action.parts.every((part) => isStructural(part, situation));
  if (action.group === "wait") return situation.pending;
  if (action.group !== "request") return true;
  if (situation.pending) return false;
  return !action.name.startsWith("request:missing") || situation.incomplete;
}

function isOnce(action: MacroAction, situation: Situation): boolean {
  return isStructural(action, situation) && action.writes.every((slot) => !situation[slot]);
}

function isInStage(action: MacroAction, situation: Situation): boolean {
  if (action.parts.length > 0) return action.parts.every((part) => isInStage(part, situation));
  return action.group === "bogus" || STAGE_GROUPS[situation.stage].includes(action.group);
}

function isOffered(mask: MaskName, action: MacroAction, situation: Situation): boolean {
  switch (mask) {
    case "none":
      return true;
    case "structural":
      return isStructural(action, situation);
    case "once":
      return isOnce(action, situation);
    case "workflow":
      return isOnce(action, situation) && isInStage(action, situation);
  }
}

/** Whether the view's ruleset has the operation and every word of the action. */
export function isSupported(action: MacroAction, view: View): boolean {
  const { operations, queues, statuses, issueTypes } = VOCABULARY[view.ruleset];
  const { operation, queue, status, issue_type } = action.compile(view);
  return (
    operations.includes(operation) &&
    (queue == null || queues.includes(queue)) &&
    (status == null || statuses.includes(status)) &&
    (issue_type == null || issueTypes.includes(issue_type))
  );
}

/** The masks of one library under one rule. A mask is a function of the view alone, and never empty. */
export class MaskTable {
  readonly name: MaskName;
  readonly #library: ActionLibrary;
  readonly #masks: Mask[] = [];

  constructor(library: ActionLibrary, name: MaskName) {
    this.#library = library;
    this.name = name;
  }

  /**
   * The mask of a view; shared, not to be changed.
   * @throws {MaskError} If the library offers nothing there, not even a submit.
   */
  of(view: View): Mask {
    const situation = situationOf(view, this.name);
    const key = situationKey(situation);
    const known = this.#masks[key];
    if (known !== undefined) return known;
    const mask = this.#build(view, situation);
    this.#masks[key] = mask;
    return mask;
  }

  #build(view: View, situation: Situation): Mask {
    if (this.name === "none") return this.#maskWhere(() => true);
    const supported = (action: MacroAction): boolean => isSupported(action, view);
    const candidates = [
      (action: MacroAction) => supported(action) && isOffered(this.name, action, situation),
      (action: MacroAction) => supported(action) && isStructural(action, situation),
      (action: MacroAction) => supported(action) && action.group === "submit",
    ];
    for (const offered of candidates) {
      const mask = this.#maskWhere(offered);
      if (mask.includes(1)) return mask;
    }
    throw new MaskError(
      `The library "${this.#library.name}" offers no action here under mask "${this.name}": keep a submit, or use mask "none".`,
    );
  }

  #maskWhere(offered: (action: MacroAction) => boolean): Uint8Array {
    return Uint8Array.from(this.#library.actions, (action) => (offered(action) ? 1 : 0));
  }
}
