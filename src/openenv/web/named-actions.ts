import { InvalidActionError, ResetNeededError } from "../../core/errors.ts";
import type { ActionLibrary } from "../../supportdesk/action-library/index.ts";
import { type MaskName, MaskTable } from "../../supportdesk/masks.ts";
import { type Action, Observation } from "../../supportdesk/models.ts";
import { tagTicket } from "../../supportdesk/tagger.ts";
import type { View } from "../../supportdesk/view.ts";
import { VOCABULARY } from "../../supportdesk/vocabulary.ts";
import type { ServedEnvironment, WireRecord } from "../served-environment.ts";

/** Whether an environment serves the observations of the support desk, so that named actions mean something. */
export function servesDesk({ observation }: ServedEnvironment): boolean {
  return Object.keys(Observation.shape).every((key) => Object.hasOwn(observation.shape, key));
}

/** A desk's observation. @throws {InvalidActionError} If it comes from another environment. */
export function deskObservation(observation: WireRecord): Observation {
  const parsed = Observation.safeParse(observation);
  if (parsed.success) return parsed.data;
  throw new InvalidActionError("Named actions and policies need the support desk: send an `action`.");
}

/**
 * The observation of a desk whose episode is running.
 * @throws {InvalidActionError | ResetNeededError} If it comes from another environment, or the episode has ended.
 */
export function runningObservation(record: WireRecord): Observation {
  const observation = deskObservation(record);
  if (viewOf(observation).ended) throw new ResetNeededError("ended");
  return observation;
}

/** What masks and action libraries read, taken from the observation alone. */
export function viewOf(observation: Observation): View {
  const isCanonical = observation.allowed_issue_types.length <= VOCABULARY.canonical.issueTypes.length;
  return {
    task_id: observation.task_id,
    ruleset: isCanonical ? "canonical" : "extended",
    ticket: observation.ticket,
    signals: tagTicket(observation.ticket, observation.risk_flags),
    case: observation.case,
    follow_up: observation.follow_up,
    remaining_steps: observation.remaining_steps,
    sla_minutes_remaining: observation.ticket.sla_minutes_remaining,
    ended: observation.workflow_stage === "closed",
  };
}

/** A library with the mask it is played under. */
export interface NamedActions {
  readonly library: ActionLibrary;
  readonly mask: MaskName;
}

/** Which actions are offered now; none once the episode has ended. Shape [actions of the library]. */
export function offeredActions({ library, mask }: NamedActions, observation: Observation): Uint8Array {
  const view = viewOf(observation);
  if (view.ended) return new Uint8Array(library.size);
  return new MaskTable(library, mask).of(view).slice();
}

/**
 * The wire action that a name stands for now.
 * @throws {UnknownNameError | InvalidActionError} If the library has no such action, or the mask does not offer it.
 */
export function compileNamed(played: NamedActions, name: string, observation: Observation): Action {
  const index = played.library.indexOf(name);
  if (offeredActions(played, observation)[index] !== 1) {
    throw new InvalidActionError(
      `\`${name}\` is not offered now: choose another action, or a mask that offers it.`,
    );
  }
  return played.library.compile(index, viewOf(observation));
}
