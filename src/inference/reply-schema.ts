import { z } from "zod";
import type { JsonObject } from "../core/json.ts";
import type { Observation } from "../supportdesk/models.ts";
import { PRIORITIES, type Ruleset, VOCABULARY } from "../supportdesk/vocabulary.ts";

/** The ruleset whose words an observation offers. */
export function rulesetOf({ allowed_queues }: Observation): Ruleset {
  return VOCABULARY.extended.queues.every((queue) => allowed_queues.includes(queue))
    ? "extended"
    : "canonical";
}

function createSchema(ruleset: Ruleset): JsonObject {
  const { operations, queues, statuses, issueTypes } = VOCABULARY[ruleset];
  const record = z.strictObject({
    operation: z.enum(operations),
    queue: z.enum(queues).nullable(),
    priority: z.enum(PRIORITIES).nullable(),
    issue_type: z.enum(issueTypes).nullable(),
    requested_fields: z.array(z.string()).nullable(),
    reply: z.string().nullable(),
    internal_note: z.string().nullable(),
    status: z.enum(statuses).nullable(),
    resolution_code: z.string().nullable(),
  });
  const { $schema: _dialect, ...schema } = z.toJSONSchema(record);
  return schema as JsonObject;
}

/**
 * JSON Schema of an action as a model shall write it, by ruleset: every field there, the unused ones null, as strict
 * modes demand.
 */
export const REPLY_SCHEMAS: Readonly<Record<Ruleset, JsonObject>> = {
  canonical: createSchema("canonical"),
  extended: createSchema("extended"),
};
