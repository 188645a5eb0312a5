/**
 * LEAKY, on purpose: an action library built from the gold answer of the task, one for each task. Every action is
 * right, so even random play scores high, and a score says nothing about the agent. The shipped libraries are one
 * constant list for all tasks.
 *
 *   npx tsx examples/leaky-library.ts
 */
import { type ActionLibrary, actionLibrary, createPolicy, evaluate, make } from "supportdesk-gym";

const answers: Readonly<Record<string, readonly string[]>> = {
  billing_refund_easy: [
    "classify:duplicate_charge",
    "reply:confirm_refund",
    "note:commercial",
    "submit:resolved",
  ],
  api_incident_hard: [
    "classify:production_incident",
    "request:diagnostics",
    "wait",
    "reply:incident_ack",
    "note:technical",
    "submit:escalated",
  ],
};

function randomScore(taskId: string, actions: ActionLibrary): string {
  const env = make("SupportDeskTabular-v1", { tasks: [taskId], actions });
  return (evaluate({ env, agent: createPolicy("random") }).mean.rawScore ?? 0).toFixed(2);
}

for (const [taskId, names] of Object.entries(answers)) {
  const honest = randomScore(taskId, actionLibrary("minimal"));
  const leaky = randomScore(taskId, actionLibrary("minimal").keep(...names));
  console.log(`${taskId}: random play scores ${honest} with the honest library, ${leaky} with the leaky one`);
}

// billing_refund_easy: random play scores 0.19 with the honest library, 0.60 with the leaky one
// api_incident_hard: random play scores 0.19 with the honest library, 0.55 with the leaky one
