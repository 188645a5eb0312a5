/**
 * Trains one Q-learning agent on all four tasks with one table, and plays each task greedily.
 *
 *   npx tsx examples/train-q-agent.ts [episodes] [seed]
 */
import { createAgent, make, train } from "supportdesk-gym";

const episodes = Number(process.argv[2] ?? 20_000);
const seed = Number(process.argv[3] ?? 0);

const env = make("SupportDeskTabular-v1", { actions: "minimal", encoder: "compact", mask: "once" });
const agent = createAgent("q-learning", { actionCount: env.actionSpace.n, seed, horizon: episodes });
const { curve, evaluation } = train({ env, agent, episodes, seed, evaluateEvery: episodes / 4 });

for (const point of curve) {
  console.log(`after ${point.episodes} episodes: greedy raw score ${point.greedyRaw?.toFixed(3)}`);
}
for (const { taskId, rawScore, return: total, actions } of evaluation.tasks) {
  console.log(`\n${taskId}: raw ${rawScore?.toFixed(2)}, return ${total.toFixed(2)}`);
  console.log(`  ${actions.join(" > ")}`);
}

// after 5000 episodes: greedy raw score 1.000
// after 10000 episodes: greedy raw score 1.000
// after 15000 episodes: greedy raw score 1.000
// after 20000 episodes: greedy raw score 1.000
//
// billing_refund_easy: raw 1.00, return 1.00
//   classify:duplicate_charge > reply:confirm_refund > note:commercial > submit:resolved
//
// account_takeover_medium: raw 1.00, return 1.00
//   classify:account_compromise > reply:verify_safe > request:identity > note:security > wait > submit:waiting_on_customer
//
// api_incident_hard: raw 1.00, return 1.00
//   classify:production_incident > request:diagnostics > reply:incident_ack > note:technical > wait > submit:escalated
//
// regulated_export_exception_hard: raw 1.00, return 1.00
//   reply:policy_review > classify:regulated_exception > note:governance > request:compliance > wait > submit:waiting_on_customer
