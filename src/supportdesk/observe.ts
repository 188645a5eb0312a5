import type { Episode } from "./episode.ts";
import { leakyNextActions } from "./grading/full-hints.ts";
import { reportedScore } from "./grading/grader.ts";
import { riskFlags } from "./hints.ts";
import { actionHistory, feedback } from "./history.ts";
import type { CaseState, FollowUp, Observation, State, Ticket } from "./models.ts";
import type { Brief } from "./scenario.ts";
import type { View } from "./view.ts";
import { type Operation, PRIORITIES, VOCABULARY } from "./vocabulary.ts";
import { requiredNextActions, workflowStage } from "./workflow.ts";

function copyCase(caseState: CaseState): CaseState {
  return {
    queue: caseState.queue,
    priority: caseState.priority,
    issue_type: caseState.issue_type,
    status: caseState.status,
    resolution_code: caseState.resolution_code,
    requested_fields: [...caseState.requested_fields],
    reply: caseState.reply,
    internal_note: caseState.internal_note,
  };
}

function copyFollowUp(followUp: FollowUp): FollowUp {
  return {
    status: followUp.status,
    round: followUp.round,
    message: followUp.message,
    provided_fields: [...followUp.provided_fields],
    wrong_fields: [...followUp.wrong_fields],
  };
}

function nextActions({ rules, view, scenario }: Episode): readonly Operation[] {
  if (view.ended) return [];
  switch (rules.hints) {
    case "none":
      return [];
    case "workflow":
      return requiredNextActions(view);
    case "full":
      return leakyNextActions(scenario.answer, view.case, view.follow_up);
  }
}

function copyTicket({ ticket, sla_minutes_remaining }: View): Ticket {
  return {
    customer_name: ticket.customer_name,
    customer_tier: ticket.customer_tier,
    company: ticket.company,
    region: ticket.region,
    subject: ticket.subject,
    body: ticket.body,
    affected_users: ticket.affected_users,
    sla_minutes_remaining,
    business_impact: ticket.business_impact,
    secondary_concerns: ticket.secondary_concerns,
    attachments: ticket.attachments,
  };
}

type StaticPart = Pick<
  Observation,
  | "task_id"
  | "difficulty"
  | "objective"
  | "knowledge_base"
  | "allowed_queues"
  | "allowed_priorities"
  | "allowed_statuses"
  | "allowed_issue_types"
>;

const staticParts = new WeakMap<Brief, StaticPart>();

/** What stays the same all episode long; frozen and shared between observations. */
function staticPart(brief: Brief): StaticPart {
  const known = staticParts.get(brief);
  if (known !== undefined) return known;
  const { queues, statuses, issueTypes } = VOCABULARY[brief.ruleset];
  const fresh: StaticPart = {
    task_id: brief.task_id,
    difficulty: brief.difficulty,
    objective: brief.objective,
    // The brief is frozen all the way down, so sharing it is safe.
    knowledge_base: brief.knowledge_base as Observation["knowledge_base"],
    allowed_queues: Object.freeze([...queues]) as Observation["allowed_queues"],
    allowed_priorities: Object.freeze([...PRIORITIES]) as unknown as Observation["allowed_priorities"],
    allowed_statuses: Object.freeze([...statuses]) as Observation["allowed_statuses"],
    allowed_issue_types: Object.freeze([...issueTypes]) as Observation["allowed_issue_types"],
  };
  staticParts.set(brief, fresh);
  return fresh;
}

/** What an agent sees of an episode. Fresh each time, apart from frozen parts that never change. */
export function observe(episode: Episode): Observation {
  const { scenario, view } = episode;
  const fixed = staticPart(scenario.brief);
  // Field by field: V8 builds a record of this many fields from a spread a hundred times slower.
  return {
    task_id: fixed.task_id,
    difficulty: fixed.difficulty,
    objective: fixed.objective,
    knowledge_base: fixed.knowledge_base,
    allowed_queues: fixed.allowed_queues,
    allowed_priorities: fixed.allowed_priorities,
    allowed_statuses: fixed.allowed_statuses,
    allowed_issue_types: fixed.allowed_issue_types,
    ticket: copyTicket(view),
    case: copyCase(view.case),
    follow_up: copyFollowUp(view.follow_up),
    action_history: actionHistory(episode),
    feedback: feedback(episode),
    remaining_steps: view.remaining_steps,
    workflow_stage: workflowStage(view),
    required_next_actions: [...nextActions(episode)],
    risk_flags: riskFlags(scenario.brief, view),
  };
}

/** What an operator sees of an episode. */
export function stateOf(episode: Episode, seed: number, episodeId: string): State {
  const { scenario, view } = episode;
  return {
    episode_id: episodeId,
    step_count: episode.steps,
    task_id: view.task_id,
    difficulty: scenario.brief.difficulty,
    seed,
    case: copyCase(view.case),
    follow_up: copyFollowUp(view.follow_up),
    workflow_stage: workflowStage(view),
    sla_minutes_remaining: view.sla_minutes_remaining,
    score: reportedScore(episode.grade.rawScore),
    total_reward: episode.totalReward,
    done: view.ended,
    outcome: episode.outcome,
    action_history: actionHistory(episode),
  };
}
