import { z } from "zod";
import type { Observation } from "../supportdesk/models.ts";
import { PRIORITIES, type Ruleset, VOCABULARY } from "../supportdesk/vocabulary.ts";

/** The ruleset whose words an observation offers. */
export function rulesetOf({ allowed_queues }: Observation): Ruleset {
  return VOCABULARY.extended.queues.every((queue) => allowed_queues.includes(queue))
    ? "extended"
    : "canonical";
}

function createFormat(ruleset: Ruleset): z.ZodObject {
  const { operations, queues, statuses, issueTypes } = VOCABULARY[ruleset];
  return z.strictObject({
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
}

/** An action as a model shall write it, by ruleset: every field there, the unused ones null, as strict modes demand. */
export const ACTION_FORMATS: Readonly<Record<Ruleset, z.ZodObject>> = {
  canonical: createFormat("canonical"),
  extended: createFormat("extended"),
};
