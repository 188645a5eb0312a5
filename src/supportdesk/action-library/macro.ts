import { deepFreeze } from "../freeze.ts";
import type { Action } from "../models.ts";
import type { View } from "../view.ts";
import type { Operation } from "../vocabulary.ts";

/** Kinds of named actions; each can be removed or kept as a whole. */
export const ACTION_GROUPS = [
  "classify",
  "priority",
  "request",
  "lookup",
  "approval",
  "ack",
  "wait",
  "reply",
  "note",
  "submit",
  "bogus",
  "macro",
] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

/** Parts of a case that an action fills in. */
export type Slot = "classification" | "priority" | "reply" | "note";

/** A named action: what it is called, and the wire action it stands for in a given view. */
export interface MacroAction {
  readonly name: string;
  readonly operation: Operation;
  readonly group: ActionGroup;
  /** Never part of a good plan; there to be learned away. */
  readonly distractor: boolean;
  readonly writes: readonly Slot[];
  /** The named actions a composed one carries out in one step; otherwise empty. */
  readonly parts: readonly MacroAction[];
  /** The wire action. It depends on the view and public tables alone; equal views give equal actions. */
  readonly compile: (view: View) => Action;
}

/** Everything about a named action but what most of them share. */
export interface MacroSpec {
  readonly name: string;
  readonly group: ActionGroup;
  readonly action: Action;
  readonly writes?: readonly Slot[];
  readonly distractor?: boolean;
  /** Where the wire action depends on the view. */
  readonly compile?: (view: View) => Action;
}

/** Completes a named action whose wire action is `action`, unless `compile` says otherwise. */
export function macro({
  name,
  group,
  action,
  writes = [],
  distractor = false,
  compile,
}: MacroSpec): MacroAction {
  const fixed = deepFreeze(action);
  return Object.freeze({
    name,
    operation: action.operation,
    group,
    distractor,
    writes,
    parts: [],
    compile: compile ?? (() => fixed),
  });
}
