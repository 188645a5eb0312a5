import type { Episode } from "./episode.ts";
import { reportedScore } from "./grading/grader.ts";
import type { Observation } from "./models.ts";
import { observe } from "./observe.ts";

const WIDTH = 78;

/** Breaks a text into lines of at most `width` characters at word boundaries. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function heading(title: string): string {
  return `── ${title} ${"─".repeat(Math.max(2, WIDTH - title.length - 4))}`;
}

function paragraph(text: string): string[] {
  return wrap(text, WIDTH - 2).map((line) => `  ${line}`);
}

function field(label: string, value: string): string[] {
  const [first = "", ...rest] = wrap(value, WIDTH - 20);
  return [`  ${label.padEnd(18)}${first}`, ...rest.map((line) => `  ${" ".repeat(18)}${line}`)];
}

function ticketLines({ ticket, risk_flags }: Observation): string[] {
  return [
    heading("Ticket"),
    ...field(
      "From",
      `${ticket.customer_name}, ${ticket.company} (${ticket.customer_tier}, ${ticket.region})`,
    ),
    ...field("Subject", ticket.subject),
    ...field("Users affected", String(ticket.affected_users)),
    ...field("SLA", `${ticket.sla_minutes_remaining} minutes left`),
    ...field("Impact", ticket.business_impact),
    ...field("Risk flags", risk_flags.join(", ") || "none"),
    ...paragraph(ticket.body),
  ];
}

function caseLines({ case: caseState, follow_up }: Observation): string[] {
  const written = (text: string | null): string => text ?? "–";
  return [
    heading("Case"),
    ...field("Queue", written(caseState.queue)),
    ...field("Priority", written(caseState.priority)),
    ...field("Issue type", written(caseState.issue_type)),
    ...field("Status", caseState.status),
    ...field("Resolution code", written(caseState.resolution_code)),
    ...field("Asked for", caseState.requested_fields.join(", ") || "–"),
    ...field("Customer's answer", [follow_up.status, follow_up.message].filter(Boolean).join(": ")),
    ...field("Reply", written(caseState.reply)),
    ...field("Note", written(caseState.internal_note)),
  ];
}

function historyLines({ action_history: history, feedback }: Observation): string[] {
  if (history.length === 0) return [heading("Last action"), ...paragraph(feedback)];
  return [
    heading("History"),
    ...history.map(({ step, summary, reward_delta }) => {
      const reward = `${reward_delta < 0 ? "" : "+"}${reward_delta.toFixed(2)}`;
      return `  ${String(step).padStart(2)}  ${reward}  ${summary}`;
    }),
  ];
}

function page(episode: Episode): string {
  const observation = observe(episode);
  const { task_id, difficulty, workflow_stage, remaining_steps, knowledge_base } = observation;
  const next = observation.required_next_actions.join(", ") || "–";
  const score = episode.view.ended ? `, score ${reportedScore(episode.grade.rawScore).toFixed(2)}` : "";
  return [
    `${task_id} (${difficulty}): stage ${workflow_stage}, ${remaining_steps} steps left${score}`,
    ...ticketLines(observation),
    heading("Knowledge base"),
    ...knowledge_base.flatMap(({ title, content }) => [`  ${title}`, ...paragraph(content)]),
    ...caseLines(observation),
    ...historyLines(observation),
    ...field("Still to do", next),
  ].join("\n");
}

/** The desk as a readable page, or its observation as indented JSON. */
export function renderPage(episode: Episode, mode: "ansi" | "json"): string {
  return mode === "json" ? JSON.stringify(observe(episode), null, 2) : page(episode);
}
