import { z } from "zod";
import {
  CUSTOMER_TIERS,
  DIFFICULTIES,
  FOLLOW_UP_STATUSES,
  ISSUE_TYPES,
  OPERATIONS,
  OUTCOMES,
  PRIORITIES,
  QUEUES,
  RISK_FLAGS,
  STATUSES,
  WORKFLOW_STAGES,
} from "./vocabulary.ts";

const fieldId = z.string().min(1).max(64);
const text = z.string().max(10_000);

/** One move at the desk. Every field that is not null is written to the case, whatever the operation. */
export const Action = z.strictObject({
  operation: z.enum(OPERATIONS).describe("What to do in this step."),
  queue: z.enum(QUEUES).nullish().describe("Team that shall own the case."),
  priority: z.enum(PRIORITIES).nullish().describe("How urgent the case is."),
  issue_type: z.enum(ISSUE_TYPES).nullish().describe("What the case is about."),
  status: z.enum(STATUSES).nullish().describe("Status the case is left in."),
  resolution_code: z.string().min(1).max(64).nullish().describe("How the case was settled."),
  requested_fields: z
    .array(fieldId)
    .max(40)
    .nullish()
    .describe("Facts to ask the customer for, by field id."),
  reply: text.nullish().describe("Text to the customer."),
  internal_note: text.nullish().describe("Text for colleagues; the customer never sees it."),
  metadata: z.record(z.string(), z.unknown()).nullish().describe("Ignored by the desk."),
});
export type Action = z.infer<typeof Action>;

/** What the customer sent. */
export const Ticket = z.strictObject({
  customer_name: z.string(),
  customer_tier: z.enum(CUSTOMER_TIERS),
  company: z.string(),
  region: z.string(),
  subject: z.string(),
  body: z.string(),
  affected_users: z.int().min(0).max(10_000_000),
  sla_minutes_remaining: z
    .int()
    .min(-100_000)
    .max(100_000)
    .describe("Minutes until the service level is breached; negative once it is."),
  business_impact: z.string(),
  secondary_concerns: z.array(z.string()),
  attachments: z.array(z.string()),
});
export type Ticket = z.infer<typeof Ticket>;

/** One article of the knowledge base. */
export const KnowledgeSnippet = z.strictObject({
  article_id: z.string(),
  title: z.string(),
  content: z.string(),
});
export type KnowledgeSnippet = z.infer<typeof KnowledgeSnippet>;

/** The case as the agent has worked it so far. */
export const CaseState = z.strictObject({
  queue: z.enum(QUEUES).nullable(),
  priority: z.enum(PRIORITIES).nullable(),
  issue_type: z.enum(ISSUE_TYPES).nullable(),
  status: z.enum(STATUSES).describe("`new` until an action writes another one."),
  resolution_code: z.string().nullable(),
  requested_fields: z.array(z.string()).describe("Field ids asked for so far, in order."),
  reply: z.string().nullable(),
  internal_note: z.string().nullable(),
});
export type CaseState = z.infer<typeof CaseState>;

/** What the customer answered to a request for information. */
export const FollowUp = z.strictObject({
  status: z.enum(FOLLOW_UP_STATUSES),
  round: z.int().min(0).max(100).describe("Answers received so far."),
  message: z.string(),
  provided_fields: z.array(z.string()),
  wrong_fields: z.array(z.string()).describe("Provided, but not usable."),
});
export type FollowUp = z.infer<typeof FollowUp>;

/** One step of the past. */
export const HistoryEntry = z.strictObject({
  step: z.int().min(1).max(1000),
  operation: z.enum(OPERATIONS),
  summary: z.string(),
  reward_delta: z.number(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** Everything an agent sees. */
export const Observation = z.strictObject({
  task_id: z.string().describe("Which problem this is."),
  difficulty: z.enum(DIFFICULTIES).describe("How hard it is meant to be."),
  objective: z.string().describe("What is asked of the agent, in one sentence."),
  ticket: Ticket.describe("What the customer sent, with the clock as it stands."),
  knowledge_base: z.array(KnowledgeSnippet).describe("Articles that apply."),
  allowed_queues: z.array(z.enum(QUEUES)).describe("Words for `queue`."),
  allowed_priorities: z.array(z.enum(PRIORITIES)).describe("Words for `priority`."),
  allowed_statuses: z.array(z.enum(STATUSES)).describe("Words for `status`."),
  allowed_issue_types: z.array(z.enum(ISSUE_TYPES)).describe("Words for `issue_type`."),
  case: CaseState.describe("The case as it has been worked so far."),
  follow_up: FollowUp.describe("What the customer answered to a request for information."),
  action_history: z.array(HistoryEntry).describe("Every step so far, oldest first."),
  feedback: z.string().describe("One sentence about the last action."),
  remaining_steps: z.int().min(0).max(1000).describe("Steps until an unsubmitted episode ends."),
  workflow_stage: z.enum(WORKFLOW_STAGES).describe("Where the case stands by the public playbook."),
  required_next_actions: z.array(z.enum(OPERATIONS)).describe("Operations that the playbook still asks for."),
  risk_flags: z.array(z.enum(RISK_FLAGS)).describe("What to be careful about."),
});
export type Observation = z.infer<typeof Observation>;

/** The episode as its operator sees it. */
export const State = z.strictObject({
  episode_id: z.string().describe("Name of the episode."),
  step_count: z.int().min(0).max(1000).describe("Steps carried out; a refused action is none."),
  task_id: z.string().describe("Which problem this is."),
  difficulty: z.enum(DIFFICULTIES).describe("How hard it is meant to be."),
  seed: z.int().min(0).describe("Seed of the last seeded reset."),
  case: CaseState.describe("The case as it has been worked so far."),
  follow_up: FollowUp.describe("What the customer answered to a request for information."),
  workflow_stage: z.enum(WORKFLOW_STAGES).describe("Where the case stands by the public playbook."),
  sla_minutes_remaining: z
    .int()
    .min(-100_000)
    .max(100_000)
    .describe("Minutes until the service level is breached."),
  score: z.number().min(0).max(1).describe("Reported score so far, in [0.01, 0.99]."),
  total_reward: z.number().describe("Undiscounted sum of the rewards."),
  done: z.boolean().describe("The episode is over."),
  outcome: z.enum(OUTCOMES).describe("`submitted`, `abandoned`, or `open` while it runs."),
  action_history: z.array(HistoryEntry).describe("Every step so far, oldest first."),
});
export type State = z.infer<typeof State>;
