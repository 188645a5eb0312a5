import { z } from "zod";
import { InvalidActionError } from "../../core/errors.ts";
import { Action } from "../models.ts";
import { type Operation, type Ruleset, VOCABULARY } from "../vocabulary.ts";

/** The action record of a ruleset: the shared record, with the words that this ruleset offers. */
function actionSchema(ruleset: Ruleset): typeof Action {
  const { operations, queues, statuses, issueTypes } = VOCABULARY[ruleset];
  const { shape } = Action;
  const narrowed = Action.extend({
    operation: z.enum(operations).describe(shape.operation.description ?? ""),
    queue: z
      .enum(queues)
      .nullish()
      .describe(shape.queue.description ?? ""),
    issue_type: z
      .enum(issueTypes)
      .nullish()
      .describe(shape.issue_type.description ?? ""),
    status: z
      .enum(statuses)
      .nullish()
      .describe(shape.status.description ?? ""),
  });
  // Narrower words under the same names and types.
  return narrowed as unknown as typeof Action;
}

/** The zod record of an action, by ruleset. */
export const ACTION_SCHEMAS: Readonly<Record<Ruleset, typeof Action>> = {
  canonical: actionSchema("canonical"),
  extended: actionSchema("extended"),
};

type Field = Exclude<keyof Action, "operation" | "metadata">;

/** Fields that belong to an operation, for `strictOperations`. */
const FIELDS_OF: Readonly<Record<Operation, readonly Field[]>> = {
  classify: ["queue", "priority", "issue_type"],
  request_info: ["requested_fields"],
  draft_reply: ["reply"],
  add_internal_note: ["internal_note"],
  submit: ["status", "resolution_code"],
  wait: [],
  lookup_account: [],
  check_status_page: [],
  search_kb: [],
  request_approval: [],
  send_ack: [],
};

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function refuseStrayFields(action: Action): void {
  const allowed: readonly string[] = [...FIELDS_OF[action.operation], "operation", "metadata"];
  const stray = Object.entries(action).find(([name, value]) => !allowed.includes(name) && !isEmpty(value));
  if (stray === undefined) return;
  const fields = FIELDS_OF[action.operation].join(", ") || "no field";
  throw new InvalidActionError(
    `\`${action.operation}\` takes ${fields}, got \`${stray[0]}\`: leave it out, or switch strictOperations off.`,
  );
}

function describeIssue({
  path,
  message,
}: {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}): string {
  return path.length === 0 ? message : `${path.map(String).join(".")}: ${message}`;
}

/**
 * Checks an action at the door.
 * @returns The action without its metadata.
 * @throws {InvalidActionError} One line that names every field at fault.
 */
export function readAction(action: unknown, ruleset: Ruleset, strictOperations: boolean): Action {
  const parsed = ACTION_SCHEMAS[ruleset].safeParse(action);
  if (!parsed.success) {
    throw new InvalidActionError(`Action refused: ${parsed.error.issues.map(describeIssue).join("; ")}.`);
  }
  if (strictOperations) refuseStrayFields(parsed.data);
  const { metadata: _ignored, ...fields } = parsed.data;
  return fields;
}
